"""Given names that are common among people who speak at workshops; a name that opens with one is surely a name."""

GIVEN_NAMES = frozenset(
    """aaron abdul abhishek abigail abraham ada adaeze adam aditya adrian adriana ahmad ahmed aino aish aisha ajay
    akash akira alan albert alberto aldo alejandro alessandro alex alexa alexander alexandra alexandre alexei
    alexey alexis alfonso alfred ali alice alicia alina alison allan allen allison alvaro amanda amara ambrose
    ameet amelia amina amir amit amy ana anand anastasia anders andrea andreas andrei andrew andrey andy angela
    anika anil anima anirudh anita anjali ankit ankur ann anna anne annie anouk ansel anthony antoine anton
    antonio anurag aoife aparna ara arash archana ari ariel arjun armin arnaud arnold arthur arun arvin arvind
    ashish ashok ashwin asma astrid atlas audrey austin avi aya ayesha azalia barbara bart bashir basil beatrice
    beatrix beatriz beidi bela ben bence benjamin benoit bernard bernhard bert beth bianca bilge bill bin bjarne
    bjork bjorn bo boaz bob bogdan bojan boris brad bradley brandon branislav brenda brendan brent brian brigitte
    bruce bruno bryan caitlin callum camille carl carla carlo carlos carmen carol carole carolina caroline carolyn
    carsten catherine cecilia cedric celeste celia chad charles charlie charlotte chelsea chen cheng chi chia
    chiara chidi chinwe chip chloe chris christian christina christine christof christoph christophe christopher
    chuan chun ciaran claire clara clarissa claude claudia clement cleo cody colin connor constantin cristian
    cristina cynthia cyril dagmar dalia damien dan dana daniel daniela daniele danielle danny daphne darren dave
    david dawn dean deborah debra deepak deepti delphine denis dennis derek desmond dev devon diana diane diego
    dieter dimitri dimitris dirk divya dmitri dmitrii dmitry dominic dominik don donald dong donna dora dorothea
    dorothy doug douglas duncan dusan dylan ebru ed eddie edgar edith eduardo edward edwin efrat eileen eitan elad
    elaine elena eleni eli eliane elias elif elina elisa elisabeth elise eliza elizabeth elke ella ellen ellie
    elsa elton emanuele emil emile emily emma emmanuel emre enrico enrique eoin erez eric erica erik erin ernesto
    ernst esther ethan etienne eugene eun eunji eva evan eve evelyn ewan fabian fabio fabrice fang farah farid
    fatih fatima fay fei felix femi femke feng feng-yi fernanda fernando filip filippo fiona flavio fleur florence
    florent florian floris frances francesca francesco francis francisco franck francois frank franz franziska
    fred frederic frederick frederik fredrik freya frida friedrich gabriel gabriela gabriele gael galina gang gary
    gaurav gautam genevieve geoff geoffrey georg george georgia georgios gerald gerard gerhard giacomo giada
    gideon gil gilles gina ginevra giorgio giovanni giulia giuseppe glenn gloria gonzalo gordon grace graham greg
    gregor gregory greta guang guanhua guido guillaume guillermo gunnar gustavo guy gwen hadas hadi haim hakan hal
    hamid hamish han hana hanna hannah hanno hans hao harald hari harold harry haruki hassan hazel heather hector
    hedda hedy heidi helen helena helga helge hendrik henri henrik henry herbert herve hideo hila hiroki hiroshi
    hisham hoang holger holly hong hongyi howard hua huan huang hugh hugo hui hye hye-jin hyun hyun-woo ian
    ibrahim ida igor ilan ilaria ilya imani imran ines inga ingeborg ingo ingrid ioannis ion ira irene irfan irina
    iris isaac isabel isabella isabelle isha isla ismail itai ivan ivana ivo ivy jaakko jack jackie jackson jacob
    jacopo jacqueline jacques jae jagdish jaime jakob jakub james jamie jan jana jane janet janice jared jasmine
    jason jasper javier jay jayant jean jean-luc jeff jeffrey jelena jelle jelmer jen jennifer jenny jens jeremy
    jeroen jerome jerry jesper jesse jessica jesus ji ji-woo jia jian jianfeng jiang jihoon jill jim jimmy jin
    jing jinsung jiri jiyoung joan joana joanna joao jochen joe joel joerg johan johann johanna johannes john
    johnny jolanda jon jonah jonas jonathan jong joon joon-ho joost jordan jorge jose josef joseph josephine josh
    joshua joy jozef juan juanita judith judy jules julia julian juliana julie julien julius jun jung jure jurgita
    justin justine kaan kabir kai kamau kamil karan karen kari karim karin karl karol karthik katarina katarzyna
    kate katerina katharina katherine kathleen kathryn kathy katie katja kavita kay kayvon kazuki kazuo ke kei
    keisuke keith kelly kelvin kemal ken kenji kenneth kevin khaled kim kimberly kiran kirsten klara klaus kofi
    koji konstantin krishna kristen kristian kristin kristina kristof kumar kunle kurt kwabena kwame kyle kyung
    laila lajos lakshmi lars laszlo latifa laura laurel lauren laurence laurent lawrence lea leah leandro lee
    leena lei leif leila lena leo leon leonardo leonid leopold lerato leslie levent lewis li liam lidia lili lily
    lin linda ling linnea linus lior lisa liu livia livio liz lluis lola lorena lorenz lorenzo lotte louis louisa
    louise luc luca lucas lucia luciano lucien lucy ludovic ludwig luis luisa lukas lukasz luke luna luz lynn
    maarten madhav magdalena magnus mahdi mairead maja malcolm malik malte mandeep manfred manon manu manuel mara
    marc marcel marcello marco marcos marcus marek margaret margot maria mariam mariana marie marika marina mario
    marion marisa marissa marit marius mark marko markus marlene marta martha martin martina marvin mary masashi
    massimiliano massimo matei mateo mathew mathias mathieu mathilde matilda matt matteo matthew matthias matthieu
    maud maurice mauro max maxim maxime maya meera megan mehdi mehmet mei mei-ling mel melanie melissa meng merve
    michael michaela michal michele michelle miguel mihai mikael mike mikhail mikkel mikko mila milan milena min
    min-su mina ming minsu mira miriam miroslav mladen mohamed mohammad mohammed mohit moira mona monica monika
    morgan moritz mosharaf moshe muhammad munir murali mustafa nabil nadav nadia nadine naledi nan nancy naoki
    naoko naomi narges nasser natalia natalie natan natasa natasha nathalie nathan nathaniel neda neeraja neha
    neil nell nelson ngozi niamh nicholas nick nico nicola nicolai nicolas nicole niels nikhil niki nikita niklas
    nikola nikolai nikolaos nikolas nikos nils nina ning nir nisha nitin niv njeri noa noah noam noel noor nora
    norbert nuno nurul octavia oded ofer ole oleg oleksandr olga oliver olivia olivier oluwaseun omar omer omid
    oran orit oscar oskar osman otis otto owen pablo padma pal pamela panos paola paolo parisa partha parvin
    pascal pascale pat patricia patrick patrik paul paula pauline paulo pavel pavol pedro peng per percy peter
    petra petros phil philip philipp philippa philippe pia pierluigi piero pierre piet pieter ping piotr pooja
    prabhat pradeep pranav prasad prashant pratik priya priyanka qi qian qiang qing quentin quoc rachel radu
    rafael raghav rahul raj rajan rajat rajesh rajiv ralf ralph ramesh ramon rana randy rania ranjit raphael
    raquel rashid raul ravi ray rayan raymond rebecca regina reiner reinhard remi renata rene renee reza ricarda
    ricardo riccardo rich richard rick rina rishabh rita rob robert roberta roberto robin rodrigo roger rohan
    rohit roland romain roman ron ronald ronen ronny rosa rosalind rosario rose ross rowan roxana roy ruben rui
    runa ruslan russ russell ruth ryan sabina sabine sabrina saeed safa sagar sahil saki salman sam samantha
    sameer sami samir samira samuel sandeep sandra sandro sanja sanjay sanjeev sanjit santiago sara sarah sarit
    sasha satoshi saul saurabh savin scott sean sebastian sebastien selin seo serena sergei sergey sergio seth
    seung shai shan shane shankar shannon sharad sharon shaun shawn sheila shelly shigeru shinji shira shiva
    shlomo shreya shreyas shruti shu sibel siddharth siddhartha sietse sigrid silvia simon simona simone simran
    sinead siobhan sipho siti slava sofia sofie solange solveig somesh song sonia sonja soo sophia sophie soren
    sota soumith srinivas stacy stanislav stavros stefan stefania stefanie stefano stella stephan stephanie
    stephen steve steven stuart su sudha suman sumit sung sunil sunita suresh susan susana susanna susanne suzanne
    sven svenja svetlana swati sylvain sylvia sylvie tadeusz taiwo takashi takeshi tal tali tamar tamara tamas
    tanja tanya tao tara tariq tariro tarun tatiana tatsunori tatsuya ted teodora teresa terry tessa thabo thanh
    theo theodore theodoros theresa theresia thibault thierry thomas thorsten tian tianqi tibor tiffany tijana tim
    timo timothy tina ting tobias todd tom tomas tomasz tomer tommaso tomo toni tony toru toshi tova tracy travis
    trevor tri tristan tuan tuba tunde tuomas tyler udo ugo ulf ulla ulrich ulrike uma umar umberto uri ursula uwe
    vaibhav valentin valentina valeria valerie valerio vanda vanessa varun vasco vasileios vasilis vera verena
    veronica veronika vesna victoire victor victoria vijay vikas vikram viktor vilem vincent vincenzo vinod
    violeta virginia vishal vito vivek vivian vlad vladimir volker walter wang wanjiru wei wen wendy wenjie werner
    wilhelm will willem william wilma wim winnie wojciech wolfgang xavier xenia xi xia xiang xiao xiaodong
    xiaofeng xiaoming xin xing xu xuan yael yair yan yang yann yannick yara yaron yasin yasmin yasuo yehuda yejin
    yi yiannis yifan yiling yin ying yoav yohan yolanda yong yoon yosef yoshiko yoshua yotam young youssef yu yuan
    yuki yulia yun yuri yusuf yuval yves yves-alexandre yvonne zach zachary zahra zain zanele zara zeina zeynep
    zhang zhao zhe zhen zheng zhi zhong zhou ziv zoe zofia zoltan zsolt zuzana""".split()  # noqa: SIM905 - words, not items
)
