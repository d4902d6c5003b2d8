"""Given names that are common among people who speak at workshops; a name that opens with one is surely a name."""

GIVEN_NAMES = frozenset(
    """camille jules maud margot vasco bruno amina yusuf solveig pal kari jens marit aino mikko otto sami leena elina ji-woo ji hye
    hye-jin joon joon-ho min-su minsu seo seung sung jae jihoon jiyoung eun eunji hyun-woo soo su yoon young beatrix tomas kofi
    ulla naledi ewan mateo ingrid imani tessa viktor joost anouk femke aldo bianca noa amir livia aoife sean niamh oran nora dev
    ada helena marta oskar eva piotr ruth greta sofia dana ravi alicia yuki elton peter lewis alice hugo zoe elke lotte emil ida karl per
    rina luis sam eve ann phil moira hamish nina max sinead owen wei ana olga ines neil mei mei-ling maria ken bob luc bo dora eli fay
    meera kabir lola oscar grace bela callum isla edith devon yara siti arjun daniel nurul farid judith florence henrik giulia olga
    ambrose ansel ara archana arvin avi bashir basil bence bjork boaz bojan bogdan branislav brigitte carsten cedric celeste
    chiara chloe clarissa cyril dagmar dalia damien daphne delphine desmond dmitrii dusan ebru edith efrat eitan elad eliane elise eliza
    elsa emanuele emile emre enrico enrique erez ernesto esther etienne evelyn fatih feng-yi fernanda filippo flavio fleur florent
    floris franziska fredrik frida gael galina genevieve gil giada ginevra gloria guang guanhua gwen hadas haim hakan hanna hanno haruki
    hassan helga hila hiroki hisham hoang holly huan huang ilan ilaria imran ingo inga irfan isha ismail itai ivo jaakko jagdish jasper
    jean-luc jelle jelmer jiri joana jolanda jonah josephine jozef julius kaan kamil karthik katarzyna kazuki keisuke kemal kirsten
    klara koji kristof kyung laila lajos lakshmi laszlo latifa leandro leila leopold levent lidia linnea lior livio lluis lorena
    lorenz louisa lucien luciano ludovic lukasz luz maarten madhav magdalena magnus malcolm malte mandeep manon manu mara marek
    mariam marika marisa marius marko massimiliano mathew matilda maxime mehmet meng merve michaela mikael mikkel mila milena mina
    miroslav mladen moshe munir nabil nadav naoki naoko narges nasser natan natasa neda nico nicolai niki nikos nir niv noor nuno oded
    ofer oleksandr omid orit osman otto padma parvin pascale patrik pauline pavol petros pia pierluigi prashant quoc radu raghav rajan
    rana rania ranjit rashid raul rayan remi renee ricarda rishabh roberta rodrigo romain ronen ronny rosario roxana rowan sabina safa
    sagar saki salman samira samir sandro sanja sarit satoshi saurabh selin serena shai sharad shigeru shinji shira shlomo shreyas sibel
    sietse simran slava sofie soren sota stanislav stavros sumit suresh susana svenja sylvie tadeusz taiwo takashi takeshi tali tamas
    tarun tatsuya teodora theresia thibault tibor tiffany tijana tomer toru tova tuan tuba tuomas ugo umberto uri vaibhav valerio
    vanda vasileios veronika vesna victoire vikas vilem violeta vito vlad wang wenjie wilma wim winnie wojciech xenia xuan yair yaron
    yasin yasuo yehuda yiling yoav yohan yosef yotam youssef yuval yves-alexandre zeina zhe zheng ziv zofia zsolt chip aaron abdul abhishek abigail abraham adam aditya adrian adriana ahmad ahmed aisha aish ajay akash akira alan albert
    alberto alejandro alessandro alex alexa alexander alexandra alexandre alexei alexey alexis alfonso alfred ali alice
    alicia alina alison allan allen allison alvaro amanda amelia ameet amir amit amy ana anand anastasia anders andrea andreas
    andrei andrew andrey andy angela anika anil anima anirudh anita anjali ankit ankur ann anna anne annie anthony antoine anton
    antonio anurag aparna arash ari ariel arjun armin arnaud arnold arthur arun arvind ashish ashok ashwin asma astrid
    atlas audrey austin aya ayesha azalia barbara bart beatrice beatriz beidi ben benjamin benoit bernard bernhard bert beth
    bilge bill bin bjorn bo bob boris brad bradley brandon brendan brenda brent brian bruce bruno bryan caitlin carl carla carlo
    carlos carmen carol carole carolina caroline carolyn catherine cecilia celia chad charles charlie charlotte chelsea
    chen cheng chi chia chris christian christina christine christof christoph christophe christopher chuan chun claire
    clara claudia claire claude clement cody colin connor constantin cristian cristina cynthia dan dana daniel daniela
    daniele danielle danny darren dave david dawn dean deborah debra deepak deepti denis dennis derek diana diane diego
    dieter dimitri dimitris dirk dmitri dmitry dominic dominik don donald dong donna dorothy doug douglas duncan dylan ed
    eddie edgar eduardo edward edwin eileen elaine elena eleni eli elias elif elisa elisabeth elizabeth ella ellen ellie
    emily emma emmanuel eric erica erik erin ernst ethan eugene eva evan eve fabian fabio fabrice fang farah fatima fei
    felix feng fernanda fernando filip fiona florence florian frances francesca francesco francis francisco franck
    francois frank franz fred frederic frederick frederik friedrich gabriel gabriela gabriele gang gary gaurav gautam geoff
    geoffrey george georg georgia georgios gerald gerard gerhard giacomo gilles gina giorgio giovanni giulia giuseppe
    gideon glenn gonzalo gordon graham grace greg gregor gregory guido guillaume guillermo gunnar gustavo guy hadi hal
    hamid han hana hannah hans hao harald hari harold harry hassan heather hector heidi helen helena helge hendrik henri
    henrik henry herbert herve hideo hiroshi holger hong hongyi howard hua hugh hugo hui hyun ian ibrahim igor ilya ines
    ingrid ioannis ion ira irene irina iris isaac isabel isabella isabelle ivan ivana jack jackie jackson jacob jacopo
    jacqueline jacques jaime jakob jakub james jamie jan jana jane janet janice jared jasmine jason javier jay jayant jean jeff
    jeffrey jelena jen jennifer jenny jens jeremy jerome jerry jesper jesse jessica jesus ji jia jian jiang jianfeng jill
    jim jimmy jin jing jinsung joan joanna joao jochen joe joel joerg johan johann johanna johannes john johnny jon
    jonas jonathan jong jordan jorge jose josef joseph josh joshua joy juan juanita judith judy julia julian juliana julie
    julien jun jung jure justin justine kai karan karen kari karim karin karl karol kate katarina katerina katharina
    katherine kathleen kathryn kathy katie katja kavita kay kayvon kazuo ke kei keith kelly kelvin ken kenji kenneth kevin khaled
    kim kimberly kiran klaus kofi konstantin kristen kristian kristin kristina krishna kumar kunle kurt kwame kyle lars laura
    laurel lauren laurence laurent lawrence lea leah lee lei lena leo leon leonardo leonid leslie li liam lili lily lin linda
    ling lisa liu liz lorenzo louis louise luca lucas lucia lucy ludwig luis luisa luke lukas lynn mahdi maja malik manfred
    manuel mara marc marcel marcello marco marcos marcus margaret maria mariana marie marina mario marion marissa mark marko
    markus marlene marta martha martin martina marvin mary masashi massimo matei mateo mathias mathieu mathilde matt matteo matthew
    matthias matthieu maurice mauro max maxim maya megan mehdi mei mel melanie melissa michael michal michele michelle miguel
    mihai mike mikhail milan min ming miriam mira mohamed mohammad mohammed mohit mona monica monika morgan moritz mosharaf
    muhammad murali mustafa nadia nadine nan nancy naomi natalia natalie natasha nathalie nathan nathaniel neeraja neha neil nelson
    nicholas nick nicola nicolas nicole niels nikhil nikita niklas nikola nikolai nikolas nikolaos nils nina ning nisha nitin noah
    noam noel nora norbert octavia oleg olga oliver olivia olivier omar omer oscar oskar otto owen pablo pamela panos
    paola paolo parisa partha pascal pat patricia patrick paul paula paulo pavel pedro peng percy peter petra phil philip
    philipp philippe philippa pierre pieter piero ping piotr pooja prabhat pradeep pranav prasad pratik priya priyanka qi qian qiang
    qing quentin rachel rafael rahul raj rajat rajesh rajiv ralf ralph ramesh ramon randy raphael raquel raul ravi ray raymond
    rebecca regina reiner reinhard rene renata reza ricardo riccardo rich richard rick rita rob robert roberta roberto robin rodrigo
    roger rohan rohit roland roman ron ronald rosa rose ross roy ruben rui runa ruslan russ russell ruth ryan sabine sabrina sahil
    saeed sam samantha sameer samir samira samuel sandra sandeep sanjay sanjeev sanjit santiago sara sarah sasha saul savin scott
    sean sebastian sebastien sergei sergey sergio seth shan shane shankar shannon sharon shaun shawn sheila shelly shiva shreya
    shruti shu siddhartha siddharth silvia simon simona simone simran sofia solange somesh song sonia sonja sophia sophie soumith
    srinivas stacy stefan stefania stefanie stefano stella stephan stephanie stephen steve steven stuart sudha suman sunil suresh
    susan susanne susanna suzanne sven svetlana swati sylvain sylvia tal tamar tamara tanja tanya tao tara tariq tatiana tatsunori ted
    teresa terry thanh theo theodore theodoros theresa thierry thomas thorsten tianqi tian tim timo timothy tina ting tobias todd
    tom tomas tomasz tommaso toni tony toshi tracy travis tri trevor tristan tyler udo ulf ulrich ulrike uma umar ursula uwe
    valentin valentina valeria valerie vanessa varun vasilis vera verena veronica victor victoria vijay vikram viktor vincent
    vincenzo vinod virginia vishal vivek vivian vladimir volker walter wei wen wendy werner wilhelm will willem william wolfgang
    xavier xi xia xiang xiao xiaodong xiaofeng xiaoming xin xing xu yael yan yang yann yannick yasmin yejin yi yifan yin ying
    yiannis yolanda yong yoshua yoshiko yu yuan yuki yulia yun yuri yusuf yves yvonne zachary zach zahra zain zara zeynep zhang zhao zhen
    zhi zhong zhou zoe zoltan zuzana ada alan grace linus margaret hedy katherine amara chidi chinwe ngozi kwabena thabo
    zanele sipho lerato oluwaseun adaeze femi tunde wanjiru njeri kamau rosalind mairead siobhan niamh ciaran eoin soren
    ingeborg sigrid bjarne leif freya yara tariro anouk femke joost jeroen maarten ruth hedda dorothea emil""".split()
)
