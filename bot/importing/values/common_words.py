"""Words that no name has, and those of them that are names as well."""

COMMON = frozenset(
    """a about above abstract abstracts accelerating accelerator accelerators accent accents accountability across
    active actor actors actuator actuators advanced advances adversarial after afternoon again against age agenda
    agent agentic agents ages ago ai aircraft algebra algebraic algebras algorithm algorithms all alone along also
    always among an analysis analytic and angle angles animal animals anmeldung annual answer answers any anything apart
    api apis application applications approach approaches april archive archives are arithmetic arm arms around art
    artificial artist artists as ask asked asking at atrium attack attacks attendees attention auction auctions
    audio auditorium august autoencoder automated automatic automatically automating autumn available award awards
    away back bad balance balanced balancing ballroom bandits bandwidth bases basics basis batch batteries battery
    bayesian be because bee been bees before begin beginner beginners beginning begins begrüßung behind being belief
    beliefs believe believing below benchmark benchmarking benchmarks besprechung best better between beyond bias
    bid bidding bids big bio biology bird birds bit bits blood boards boat boats bodies body bone bones book books
    booth booths bottom bound bounded bounds braid braids brain brains break breakfast breaking breaks bridge
    bridges broken budget budgets buffer buffers bug bugs build building builds built bus buses business but by byte
    bytes cache caches caching calculus came camera cameras can cancer car carbon cars case causal causality cell
    cells center century ceremony chain chains chair chairs challenge challenges change changed changes changing
    cheap cheaper chemistry child children chip chips circle circles circuit circuits city class classes
    classification clean client clients climate clinic clinical clock clocks close closed closes closing cloud
    clustering co code coffee cold collection collector collectors colloquium color colors colour colours column columns
    come comes coming committee common communities community companies company competition compilation compile compiler
    compilers compiling complex complexity complicated computation computational compute computer computers
    computing conclusion conference conflict conflicts conjecture considered considering contributed control
    convergence conversation conversations convex convexity convolutional cool corner corners corpora corpus cost
    costs could count counted counting counts course courses courtyard crisis crop crops crowd crowds culture
    cultures curve curves cycle cycles danger dangers dark data database databases dataset datasets day dead
    debugging decade decades december decision decisions deep deeper defense defenses delay delays demo demos dense
    descent design designer designers designing detection device devices dialect dialects dialogue dialogues did
    difficult difficulty diffusion dinner dirty disaster disasters discovery discussion discussions disease diseases
    disk disks distributed do doctors document documents does doing door doors dose doses down draw drawer drawers
    drawing drawn drive driving drone drones drug drugs dry during dynamic dynamics each earlier early earth easy
    economic economics edge edges efficiency efficient efficiently eight election elections electric electricity end
    ended ending ends energy engineer engineering engineers enormous enterprise equation equations era error errors
    estimate estimates estimating estimation estimator estimators ethics evaluating evaluation even evening event
    every everyone everything everywhere excursion expensive experience expert expertise experts explain
    explainability explainable explained explaining explanation explanations exploring external fact facts failure
    failures fairness fake fall false families family far farm farming farms fast faster fault faults february
    federated feel feeling feelings few fiction field fields file files final finally finance find finding finger
    fingers fire fires first fish five fix fixed fixing flash flight flood floods floor flying food foods footprint
    for forecast forecasters forecasting forecasts forest forests form forms formula formulas forth found foundation
    foundations four foyer fraction fractions frame frames framework frameworks free frequencies frequency friday
    from front fuel function functional future fuzzing gadget gadgets game games gap gaps garbage garden gardens
    gene general generation generative generic genes genome genomes geometric geometries geometry get gets getting
    give given gives giving global go goes going gone good got gpu gpus gradient grammar grammars graph graphs grasp
    grasping grid grids gripper grippers group groups grow growing grows growth guide guides hack hacking hacks had
    hall halls hand hands hard hardness hardware harmful harvest has have having health healthcare heap hear heard
    hearing heart hearts heavy helpful her here hidden hide hiding high higher highest his histories history hole
    holes home homes honestly hospital hot hour hours house houses how huge human humans ice if image images
    improving in index indexes indexing industrial industry inference information insects inside integer integers
    intelligence interaction interactive interface interfaces internal interpret interpretability interpreting into
    introduction invited iot is it its january job jobs join joins july jump jumping june just keep keeping kept
    kernel kernels key keynote keynotes keys kickoff kitchen kitchens knot knots know knowing knowledge known knows
    labor labour lake lakes language languages large larger largest last late latency later law laws layer layers
    leaf learned learning least leaves lecture lectures left leg legs lemma lens lenses less lesson lessons letter
    letters lexer libraries library life light lighter lightning lights limit limits line linear lines link links listen
    listening little live llm llms lobby local lock locking locks locomotion logic long look looking looks loop loops
    lose losing loss losses lost lottery lounge low lower lowest lunch machine machines macro macros made make makes
    making management manipulation many map mapped mapping maps march market markets materials math mathematics
    matrices matrix matter meaning measure measured measurement measures measuring medical medicine memorial memory mesh
    meshes message messages messaging meta method methods middle mind minds mine minute minutes ml mobile model
    modeling modelling models module modules molecular momentum monday money monitoring month months more morning
    most motor motors move moved movement movements moving much multi multiagent music my mystery myth myths
    narrative narratives narrow natural near need needed needs network networking networks neural never new next
    night nights nine nlp no node nodes noise noisy none nonlinear norm normalization not nothing novel novels
    november now nowhere number numbers ocean oceans october of off offline often old on once one online only open
    opened opening opens opportunities optimization optimize optimizer optimizers optimizing or oral orals
    organisational organizational organizer organizers organizing our out outdoor outside over overview package
    packages packaging packet packets page pages paint painting panel paper papers parallel parse parser parsers
    parsing part particular parts passing password passwords path paths patient patients pattern patterns peace
    people performance person perspective perspectives phone phoneme phonemes phones photo photograph photographs
    phrase phrases physics pick picture pictures pitfall pitfalls pixel pixels plane planes planning plant plants
    player players poem poems point points policies policy political politics polynomial polynomials poster posters
    power powered practical practice predicate predicates prediction predictive price prices prime primer primes
    principle principles privacy private probability problem problems process processes processing production
    program programme programming programs progress promise promises proof proofs protein proteins protocol
    protocols provable prove proving public pull pulling push pushing puzzle puzzles quality quantification quantum
    queries query question questions queue queues rain random randomized randomness rank ranking rankings ranks rare
    rating ratings read reading reads real really reasoning recent reception recipe recipes recognition recurrent
    refreshments regime regimes registration regression reinforcement remarks representation representations
    researcher researchers resource rethinking reward rewards right ring rings risk risks river rivers rl road roads
    robot robotics robots robust robustly robustness roof rooftop room rooms root roots rough router routers row
    rows rule ruled rules run running runs safe safely safer safety said sample sampler samplers samples sampling
    saturday say saying says scalability scalable scale scaling scene scenes schedule scheduling schema schemas
    school schools science sciences scientific scientist scientists score scores scoring sea search searching seas
    seasonal second secure securing security see seeing seen segmentation self semantic semantics semi sensing
    sensor sensors sentence sentences september sequence sequences series server serverless servers session
    session's sessions set sets seven shadow shadows shallow shape shapes share shared sharing ship ships short shot
    should show showing shown shows side sides sideways signal signals simple simpler simply simulation simulations
    since sing singing six skin slides slow small smaller smallest smooth snow so social societies society soft
    software soil soils solar solved solving some something soon sound source space spaces sparse speak speaker
    speakers speaking special specific speech spoken spotlight spotlights spring square squares stack start started
    starting starts startup startups state statistical statistics still stochastic stop stopped stopping stops
    storage stories storm storms story stream streaming street streets strong stronger student students studies
    study success successes summary summer sunday supervised surface surfaces surprise surprises surprising switch
    switches symposium syntax system systems table tables tactile take taken takes taking talk talks task tasks tax
    taxes tba tbd tea teach teacher teachers teaching team teams tell telling ten tensor tensors terrace test tested
    testing tests text texture than that the theater theatre their then theorem theorems theoretical theory there these
    thick thin thing things think thinking thinks third this those thought thoughts thread threads threat threats
    three through throughput thursday time timer timing tiny title to today together told tomorrow tone tones too
    tool tools top topological topology touch touching tour toward towards tower towers toy toys tracing track
    tracking trade tradeoff tradeoffs traffic train training trains transaction transactions transfer transformer
    transformers translation translations transparency trap traps tree trees trick tricks tried tries true trust
    trusted trusting trustworthy truth truths try trying tuesday tutorial tutorials twice two type typed types
    uncertainty under understand understanding understands understood unexpected unsupervised until up upper use
    used user users uses using value values vector vectors vehicle vehicles verification verified verify verifying
    very via video videos view viewpoint views virtual virus viruses vision vocabularies vocabulary voice voices
    vorbesprechung vote votes voting vs vulnerability vulnerable wait waiting waits walk walking wall walls want
    wanted wants war warm wars was watch watching water we weak weaker wearable wearables weather web wednesday week
    weeks welcome were wet what when where which while who why wide wider will win wind window windows winds winning
    winter with within without won word words work worker workers working workshop world worse worst would wrap
    write writes writing written wrong year years yes yesterday your zero zoom""".split()  # noqa: SIM905 - words, not items
)
NAMES_AS_WELL = frozenset(
    """an april art ask august autumn best bird bone book bridge bridges can case chip count day deep do early
    even fall fast field fields fish flood floor forest frame free friday game given go good high home house july
    june just key keys lake last law line link little live lock locks long low lower march mind mine page pick
    power price rain rank real ring river rivers root rule said sample say see self set sing small snow so spring
    still storm story street strong summer sunday tower towers wall will wind winter won""".split()  # noqa: SIM905 - the same
)
"""Those of the common words that are somebody's name too, beside words that are not common."""
