"""Words that no name has, and those of them that are names as well."""

COMMON = frozenset(
    """a about abstract abstracts accelerating accelerator accelerators accountability active advanced advances
    adversarial afternoon agenda agent agentic agents ai algorithm algorithms all an analysis and answer answers
    api apis application applications approach approaches april are art artificial as at atrium attendees
    attention audio auditorium august autoencoder automated automatic automatically automating autumn available
    award awards ballroom bandits bayesian be benchmark benchmarking benchmarks best better between beyond bias
    bio biology boards booth booths brain brains break breakfast breaks building business by cache caching can
    carbon case causal causality ceremony chair chairs challenge challenges chemistry chip chips circuit
    circuits city classification climate closing cloud clustering code coffee committee competition compilation
    compiler compilers compute computer computing conclusion conference contributed control convex convexity
    convolutional courtyard dark data database databases dataset datasets day debugging december decision
    decisions deep demo demos dense design designing detection device devices diffusion dinner discovery
    discussion discussions distributed do does drug dynamic dynamics earth economic economics edge efficient
    efficiently energy enterprise estimation ethics evaluating evaluation evening event everyone excursion
    experience explainability explainable exploring fairness fall fast faster february federated few file files
    final finance first five floor footprint for forecasting foundation foundations four foyer framework
    frameworks free friday from function functional future game games generation generative gpu gpus gradient
    graph graphs group groups hall halls hands hardware health healthcare high hour hours how human humans image
    images improving in index indexes industrial industry inference information intelligence interaction
    interactive interface interfaces interpretability into introduction invited iot is it its january july june
    kernel kernels keynote keynotes knowledge language languages large law laws learned learning lessons life
    lightning linear link links live llm llms lobby logic lottery lounge low lunch machine making management
    march market markets materials math mathematics matrix matter measurement medical medicine memory meta
    method methods mind minds minute minutes ml mobile model modeling modelling models molecular monday
    monitoring morning multi multiagent music natural network networking networks neural new nlp no nonlinear
    not novel november october of offline on one online open opening opportunities optimization optimize
    optimizing or oral orals organizer organizers organizing our outdoor over overview panel paper papers
    parallel part parts performance perspective perspectives photo physics pick planning poster posters power
    practical practice prediction predictive privacy probability problem problems processing production program
    programme programming programs proof proofs quality quantification quantum queries query question questions
    real reasoning recent reception recognition recurrent refreshments registration regression reinforcement
    remarks representation representations resource rethinking rl robot robotics robots robust robustness
    rooftop room rooms safety sampling saturday scalable scale scaling schedule scheduling science sciences
    scientific search second security segmentation self semi september serverless session session's sessions
    shot signal signals simulation simulations slides social software sound source space spaces sparse speaker
    speakers speech spotlight spotlights spring state statistical statistics stochastic storage stories story
    stream streaming street studies study summary summer sunday supervised system systems talk talks task tasks
    tba tbd tea tensor tensors terrace testing text that the theater theatre their theoretical theory things
    thinking third three through thursday time title to tool tools tour toward towards track tracking training
    transfer transformer transformers transparency trustworthy tuesday tutorial tutorials two type types
    uncertainty under understanding unsupervised up user users using verification via video virtual vision vs we
    web wednesday welcome what when where which who why will winter with without work workshop world wrap your
    zero zoom""".split()  # noqa: SIM905 - words, not items
)
NAMES_AS_WELL = frozenset(
    """an april art august autumn best can case chip day deep do fall fast free friday game high july june law
    live low march mind pick power real self spring story street summer sunday will winter""".split()  # noqa: SIM905 - the same
)
"""Those of the common words that are somebody's name too, beside words that are not common."""
