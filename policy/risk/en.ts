/** English phrases for what always needs a person, and for what is worth a notice. */
import type { Phrases } from './pattern.ts';

export const en: Phrases = {
  locale: 'en',
  idioms: [
    'human (resources|hair|rights|error|anatomy|interest|body|trafficking)|humane|(as|like|fellow|decent|what kind of) (a |any |another )?human being|human being (after all|myself|too)',
    '(travel|estate|real estate|letting|cleaning|booking|shipping|free|secret|insurance|ticket|wetting|bleaching) agents?',
    '(court|trainer) shoes?|(tennis|food|basketball|squash|clay|badminton|grass) courts?|courtyard|legal (size|paper|pads?|tender|age|guardian)',
    '(french|coffee|garlic|hot|flower|tofu|leg|bench|chest|trouser|printing|heat|cider|tortilla|panini) press|press (the|and|on|button|release|ok|enter|stud|fit|kit|1|2|3|one|it|a|any|down|here|send|start)|social media|media (player|centre|center|box|file|card|streamer|console|unit|mail)',
    '(life|growth|ikea|kitchen|cleaning) hacks?|hackathon|hack ?saw|hacky sack',
    '(did|have|do|to|not|already) (i |you |we )?(hacked together)',
    'chargeback (fee|policy) (for merchants|of the seller)',
  ],
  fragments: {
    not: "(not|never|don't|do not|didn't|did not|haven't|have not|wasn't|was not)",
    someone: '(real|actual|living|live|human|proper|genuine|flesh and blood)',
    person:
      '(person|persons?|people|human( being)?s?|agents?|someone|somebody|some one|representatives?|reps?|advis[eo]rs?|operators?|manager|supervisors?|staff( member)?|member of (staff|your team)|customer (service|care|support|services)( \\w+)?|colleagues?|employees?|team ?-?(member|lead|leader)?|specialist|support (agent|person|staff|team|worker)|assistant|adviser|consultant|technician|boss|higher up|management|live (chat|agent|support|person)|anyone|anybody|man|woman)',
    talk: '(speak|talk|chat|speaking|talking|chatting|deal|dealing|communicate|converse|escalate|escalated|connect|connected|transfer|transferred|switch|switched|pass|passed|put|forward|forwarded|hand|handed|redirect|redirected|refer|escalating)',
    mine: '(account|profile|e-?mail|login|log in|password|card|bank account|number|page|channel|wallet|details|membership)',
  },
  rules: {
    wants_person: {
      talk_to: {
        is: [
          '(can|could|may|let|want|wanna|need|like|prefer|wish|please|how|must|rather|demand|insist|possible|able|would|unless|until|way) .. {talk} (this |it |me |us |my \\w+ )?(directly |straight |over |on |up |through |back )?(to|with|by) (a|an|any|some|the|your|one of your|another|my) ?({someone} )*(\\w+ )?{person}',
          '(can|could|may|let|want|wanna|need|like|prefer|wish|please|how|must|rather|demand|possible|able|would|unless|until|way) .. {talk} (this |it |me |us )?(directly |through |over |on )?(to|with) (someone|somebody|anyone|anybody|people|humans?|customer (service|care|support)|support|{someone} {person}|management)',
          '^\\W*(please |pls )?(speak|talk|chat|connect|transfer|put|escalate|switch|forward)( me)?( through)? (to|with) (a|an|the|your|some)? ?({someone} )*{person}',
        ],
        unless:
          '(was|were|just|already|yesterday|after|finally|when i|before|managed|when|last|ago|told|earlier|week) .. (able to |managed to |tried to |got to )?(speak|talk|chat|spoke|talked|speaking|talking|get through)(?= .{0,80}(who|and (they|he|she)|said|told))|(to|with) (my|our|his|her|their) (colleagues?|team|boss|manager|staff|employees?|supervisor|wife|husband|assistant|man|woman|people|consultant)|(do|does|how do|should|can) (you|they) (talk|speak|connect|deal)|(your|their) (manager|agent|advisor|staff|rep) (said|told|promised)|(send|post|parcel|gift|present) .. to (a|some)',
      },
      real_person: {
        is: [
          '({someone} ){1,2}(person|human|agent|people|being|representative|rep|advisor|operator|support)( please| pls| now)',
          '(want|need|get|give|gimme|require|demand|prefer|like|see|have|looking for|request|requesting|find|reach|contact|where|is there|are there|any|access) .. (a |an |any |some |the |your |to )*({someone} ){1,2}{person}',
          '(want|need|get me|give me|gimme|demand|prefer|request|requesting|require) (a |an |your |the |some )*(human( being)?|agent|representative|rep|supervisor|manager|operator|person|advis[eo]r|real one)(?=( (please|pls|now|asap|to|who|instead|not|immediately|for|on|and|or))?\\W*($|[.,!?;]|to (help|call|contact|answer|reply|look|speak|talk|handle|take|read|sort|fix)|who|not|instead|now|please|immediately|for help))',
          '^\\W*(a |an |the )?(real |live |human |actual )*(human|humans|human being|agent|representative|operator|person|supervisor|manager|advisor|rep|customer service|help desk|live chat)( please| pls| now| asap)*\\W*$',
          '(human|person|people|agent|someone real)(,? please|,? pls| not (a |an )?(bot|robot|machine|computer|ai)| instead of (a |an |this |the )?(bot|robot|machine|ai|computer|chatbot))',
          '(real|actual|live|human) (person|human|people|agent|being) .. (help|call|contact|answer|reply|look|read|respond|talk|there|available|reading|handle|assist|involved)',
        ],
        unless:
          '(are|r) (you|u|this|you really) (a |an )?(real|actual|human|live|person)|(person|people|agent|manager|rep|human) (i|we|you|who) (spoke|can send|could send|talked|should send|ordered|bought)|is there (a|any) (person|address)',
      },
      no_bot: [
        "(stop|no|no more|enough|hate|without|sick of|tired of|not|fed up with|turn off|get rid of|instead of|don't want|do not want|quit|rather than|useless|stupid|dumb|damn|fucking|bloody) .. (bots?|chat ?bots?|robots?|automated (replies|responses|messages|answers|system)|auto ?-?repl(y|ies)|machine|ai (answers?|replies|response|responses|bot|assistant|agent|nonsense)|canned (responses|replies|answers)|talking to (a|an) (computer|machine|ai)|copy ?-?(and )?-?paste)(?! (vacuum|lawn|mower|cleaner|toy|kit|hoover|for kids|wash\\w*|oil|guarantee))",
        "({not}|refuse to|won't|rather not|no desire to) .. (talk|talking|speak|speaking|chat|chatting|deal|dealing|write|writing) .. (to|with) (a|an|this|your|another|some|any)? ?(\\w+ )?(bots?|chat ?bots?|robots?|machine|computer|ai|algorithm)",
        "(talk|talking|speak|speaking) to (a|an|this) (bot|robot|machine|computer|wall) (is|again|all|and|won't)",
      ],
      call_me: {
        is: [
          '(can|could|will|would|please|pls|want|need|have|ask|get) .. (someone|somebody|anyone|you|one of you|a manager|your manager|a colleague|a person|an agent) .. (call|ring|phone|telephone) (me|us)(?= ?([.,!?]|$|back|on|at|about|to|regarding|asap|now|please|today|tomorrow|when|so|this|in|and|because|urgently|i|immediately|for|or|instead))',
          '(please|pls|kindly|just|urgently) (call|ring|phone|telephone) (me|us)(?= ?([.,!?]|$|back|on|at|about|to|regarding|asap|now|today|tomorrow|when|this|in|and|as|immediately|for|or|[0-9]))',
          '^\\W*(call|ring|phone) me( back| please| now| asap| (on|at) ?[0-9+]| today)*\\W*$',
          '(want|need|request|requesting|like|arrange|schedule|expecting|get|have) .. (a |an )?(call ?-?back|phone call|callback)(?! (number|url|function|endpoint))',
          '(get|put) .. (someone|somebody|a person|a human|a manager|your manager|your supervisor|a supervisor|manager|supervisor) .. on the (phone|line)|put me through to',
        ],
        unless:
          "(didn't|did not|don't|do not|never|who|courier|driver) .. (call|ring|phone) (me|us)(?! back please)|(stop|stops|quit) .. call|call (me|us) (crazy|old|stupid|paranoid|mad|later|if (you|there|it|the (parcel|driver)))|(driver|courier|delivery) .. (call|ring|phone)",
      },
      escalate: [
        '(escalate|escalated|escalating) (this|it|my|the|to|me)',
        "(want|need|let me|get|see|demand|where is|where's|contact|give me|speak|talk|complain|involve) .. (your|the|a) (manager|supervisor|boss|superior|team leader|line manager|ceo|management)(?! (account|role|position|app|password|login|software|position|tool|console|edition))",
        '(can|could|will|would) (someone|somebody|a (human|person|real person|manager|supervisor)|anybody|anyone) .. (please |actually |finally )?(look into|contact me|get in touch|reach out|deal with|take over|get back to me|read my|respond|answer me|reply to me)',
        'is (any ?(one|body)|some ?(one|body)) (there|out there|reading this|listening|alive|even there|actually there|real)|any ?(one|body) (out )?there',
      ],
    },
    legal_threat: {
      lawyer: {
        is: [
          "(my|our|a|an|the|his|her|hiring|hire|hired|through|via|with|consult\\w*|contact\\w*|see|get|getting|involve\\w*|instruct\\w*|seek\\w*|talk\\w* to|call\\w*) (own |family |personal |consumer |company'?s? )?(lawyers?|attorneys?|solicitors?|barrister|legal (team|counsel|advis[eo]r|advice|representative|representation|department|aid|insurance)|law firm|counsel)",
          'law ?yers? (up|will|is|are|has|have|letter)|hear from .. (lawyers?|attorneys?|solicitors?|legal)|legal (advice|counsel|representation)',
        ],
        unless:
          "(i am|i'm|as|works? as|being|become|for|is|was|order\\w*|costume|book|gift|present|ring|shows?|series|lincoln) (a |an |my |the |our )?(lawyer|attorney|solicitor|barrister)s? ?(friend|wife|husband|costume|lincoln|mug|and i (would|want)|by (trade|profession)|who (ordered|bought|wants)|gift|ordering|bag)|power of attorney|counsel(l)?ing",
      },
      sue: {
        is: [
          '(sue|suing|sueing|sued) (you|u|your|this|the|them|ur|for|if|over|amazon|apple|google|\\w+ (ltd|inc|gmbh|corp))',
          "(will|'ll|going to|gonna|can|could|to|should|want to|prepared to|forced to|threatening to|right to|considering|thinking about|consider) (\\w+ )?(sue|suing)(?! (\\w+ )?(smith|is|from|and|at|on|has|said|told|wrote|about))",
          '(see|take|taking|drag|meet|end up|bring|taken|going|go|settle this|settle) (you|u|this|them|your \\w+|it|to)? ?(guys |all |lot )?(in|to|before) (the )?court(?! (shoes|street|road|house|hotel|yard))',
          '(civil|county|small claims|district|supreme|high|consumer|federal) court|small claims?|court (proceedings|action|case|order|date|claim|summons)',
        ],
        unless:
          '(ask|asked|tell|told|contact|from|hi|hello|dear|aunt|mum|name is) sue|sue (is|was|has|who)|(hide )?and sue|moot court',
      },
      action: [
        '(legal|court|civil|judicial|criminal) (actions?|proceedings?|steps?|consequences|routes?|claims?|recourse|measures|complaint|charges|remed(y|ies)|options|avenues|battle|matter|process|notice|liability)',
        '(law ?suits?|class ?-?action|litigation|litigate|subpoena|injunction|letter before (action|claim)|cease and desist|statutory demand|notice before action|pre ?-?action)',
        '(press|pressing|file|filing) (criminal |legal )?(charges)|(file|filing|filed|open|lodge|lodging|make|making|submit) .. (police report|report with the police|criminal complaint|fraud report)|(report|reporting|reported|going|go|call|calling|take this) .. (to|with)? ?(the )?(police|cops|ftc|cfpb|fca|attorney general|authorities|regulators?|action fraud|fbi)',
        "(breach(ed|ing)?|in breach|violat(e|es|ed|ing|ion)) .. (contract|consumer (rights?|law)|law|gdpr|sale of goods|data protection|rights)|against the law|(this|that|it|which|is|are|your \\w+)( is|'s| are)? (completely |totally |clearly |actually )?illegal|consumer rights? act|legal rights?|know my rights|statutory rights?",
        '(pursue|pursuing|explore|exploring|take|taking|considering|consider|seek|seeking) .. legal(ly)?|legally (binding|required|obliged|obligated|entitled|responsible|liable)|legal (obligation|duty|grounds)',
      ],
      authority: [
        "(consumer (protection|affairs|council|ombudsman|association|advice|authority|watchdog)|trading standards|ombudsman|ombuds(man|person)?|better business bureau|bbb|citizens advice|attorney general('?s)?|financial conduct authority|federal trade commission|information commissioner'?s?( office)?|ico complaint|data protection (authority|commissioner)|ofcom|ofgem|regulator)",
      ],
    },
    press: {
      journalist: {
        is: [
          "(i'm|i am|im|as|from|speaking as|working as|this is|we are|by) (a |an |the )?(\\w+ ){0,3}(journalists?|reporters?|news (editor|desk|producer)|correspondent|columnist|documentary (maker|film ?-?maker)|investigative \\w+)",
          '(reporter|journalist|correspondent) (with|for|at|from) (the )?\\w+',
          '(press|media) (inquiry|inquiries|enquiry|enquiries|request|query|queries|contact|office|officer|relations|comment|statement|team|department|spokesperson)',
          '(writing|researching|preparing|working on|publishing|running|write|publish|do|doing|run) (an? |the |our |my )?(\\w+ ){0,2}(article|news (story|piece|report)|documentary|expos[e]|investigation|column|feature|report|story) .. (about|on|into) .. (you|your|company|practices|this|how|customers?|brand|firm|store|shop|service)',
          'for (publication|comment)|on the record|request for comment|comment for (an|our|my|the) (article|story|piece)|right of reply',
        ],
        unless: "(i am|i'm) not (a )?(journalist|reporter)|(student|school) (report|article)",
      },
      going_to: {
        is: [
          '(go|going|gone|went|take|taking|send|sending|contact\\w*|tell|telling|call\\w*|talk\\w*|speak\\w*|inform\\w*|alert\\w*|write|writing|email\\w*|report\\w*|leak\\w*|expose|turn|tip|tipping|give|giving|bring\\w*|share|sharing|hear|pass) .. (to|the|a|with|in|on|off|about|you|from|local|national|by|our|my)? ?(the |a |local |national |my |our |your )*(press|media|news|news ?-?papers?|papers|journalists?|reporters?|bbc|cnn|fox news|guardian|daily mail|new york times|nyt|washington post|tv (station|channel|news|show)|television|news (station|channel|outlet|desk|agency)|watchdog|tabloids?|consumer (affairs )?program(me)?|rogue traders|which magazine)(?! (subscription|delivery|bag|holder|app|feed|letter|and i|stand|paper|straightener|through|rack))',
          '(press|media|newspapers?|journalists?|reporters?) (will|would|are going to|should|shall|might|is going to|gets?|know|hear|find out|already|contact\\w*) .. (know|hear|love|interested|find|about|informed|contact\\w*|story|attention|involved)?',
          "go(ing)? public with|on the (evening|six o'?clock|ten o'?clock) news|front page",
        ],
        unless:
          '(good|bad|great|any|latest|hear(ing)?|no|some|the|fake) news|(export|import|play|stream|upload|delete|removable|storage) media|news ?-?letters?|read .. in the (news|press|paper)|saw .. (in|on) the (news|press|paper|tv)|(daily mail|guardian|paper|newspaper|news) (subscription|delivery|app|plus|angel)|guardian (of|angels?)',
      },
    },
    account_takeover: {
      hacked: {
        is: [
          '(hack(ed|er|ers|ing)?|compromised|hi-?jack(ed|ing)?|breached|taken over|broken into|infiltrated) .. {mine}',
          '{mine} .. (hack(ed|er)?|compromised|hi-?jacked|breached|taken over|broken into|been accessed)',
          "(i|i've|we|i have|we have|have) (just |just been |been |got |gotten |was |were |been just )*(hacked|hi-?jacked|phished|sim ?swapped|compromised)",
          'hackers? (has|have|got|is|are|changed|took|stole|accessed|in my|on my)|(think|believe|suspect|seems?|looks like) .. (hacked|hacker|compromised)',
          'sim ?-?swap\\w*|identity (theft|stolen|fraud)|(stole|stealing|stolen|steal|using|used|uses) (my|her|his) (identity|login|credentials)|account take ?-?over',
        ],
        unless:
          "(can|could|will|how|not|isn't|never|prevent|avoid|protect|secure|safe|worried|in case|if|so that|risk) .. (hack(ed|ers)?|compromised|stolen)(?! (my|it|into|and|yesterday|today|last|me))|password .. stolen from (your|a) shop display|(bike|car|phone|parcel|package|wallet|bag) .. (was|were|got|been) stolen",
      },
      someone_in: [
        '(someone|somebody|some one|stranger|unknown person|person|people|they|hacker|thief|scammer|ex|another (person|user)|else|who|others|else has) .. (log(ged|ging|s)? (in|into|on)|access(ed|ing|es)?|got|gotten|getting|gained|gain|broke|broken|entered|got access|using|used|uses|chang(ed|ing|es)|took over|taken over|ordered|ordering|placed|made|bought|buying|purchas(ed|ing)|signed in|sign(ed)? in|reset|stole|stolen|has|have|spent|spending|control) .. (into |to |in |on |with |from |over |of |access to |control of )*(my|our|me|this) (\\w+ )?{mine}',
        '(someone|somebody|hacker|else|scammer|thief) .. (ordered|bought|purchased|placed .. orders?|placed an? order|made .. (purchases?|orders?|payments?)|charged) .. (my|in my name|with my|on my|without my|under my)',
        '(orders?|purchases?|things|items|stuff|payments?) .. (in|under|using|with) my name .. (i|never|not|without)',
        '(logged|log|locked|kicked|signed) .. out of my .. (because|after|since|and|by) .. (someone|somebody|hacker|changed|password|else|strange|suspicious)',
        '(suspicious|unknown|strange|unrecogni[sz]ed|unusual|foreign|fraudulent|weird|unauthori[sz]ed) (activity|log ?-?ins?|sign ?-?ins?|devices?|access)',
        '(account|profile|login|password) .. (got|been|was|were) stolen|(stole|stealing) my (account|profile|login|password)',
      ],
      not_me: [
        '(un ?-?authori[sz]ed|fraudulent|fraud) .. (transactions?|charges?|purchases?|orders?|log ?-?ins?|access|payments?|use|activity|withdrawals?|debit|on my (card|account)|changes?)',
        "(i|we) (did not|didn't|didnt|never|have not|haven't|havent|don't remember|don't recall|do not recall|do not remember|no) (actually |ever )?(place|placed|placing|make|made|making|authori[sz]e|authori[sz]ed|approve|approved|initiate|initiated|request|requested|do) (this|that|these|those|any|an|a|the|it|such|of) ?(of |such |this |these |an? )*(orders?|purchases?|transactions?|payments?|charges?|changes?|withdrawals?|password|reset|log ?-?in|code|e-?mail change|address change|transfer|it|bookings?)?(?<!(made|make|do) (a|an|the|it|any|this|that))",
        "(changed|reset|replaced|modified|updated|altered|removed) .. {mine} .. (wasn't|wasnt|was not|not|isn't|without|never|didn't|did not) (me|my|by me|us|done by me|do|request|i)",
        "{mine} .. (changed|reset|replaced|modified|altered|updated) .. (wasn't|wasnt|was not|not|isn't|without|never|didn't|did not) .. (me|my|us|that|it|this|permission|knowledge|consent|ask|authori[sz]e|request)",
        "(it|that|this|they|which) (wasn't|was not|wasnt|were not|weren't|isn't|is not) (me|us|mine|done by me|by me|made by me|placed by me)(?! (who|fault))",
        "(order|orders|charge|charges|payment|transaction|purchase) .. (not mine|isn't mine|is not mine|not from me|(i|we) (did not|didn't|never) (make|made|place|placed|authori[sz]ed?|approved?))",
        "(never|did not|didn't) (signed|sign|create|created|open|opened|register|registered|set) .. (up|an|a|this|any) .. account",
        '(someone|somebody|thief|else) .. (stole|stolen|cloned|used|using|has) my (\\w+ )?(card|bank|details|debit|credit|data)',
      ],
    },
    payment_details: {
      numbers: [
        '(card|account|acct|iban|routing|sort|cvv|cvc|cvv2|security|pin|debit|credit card|bank)( card| account)? ?(number|no|nr|num|code|#|details)?( is| are|:|=)* ?(no |nr )?(?=[0-9][0-9\\s-]{2,})[0-9][0-9\\s-]{2,30}(?<=(cvv|cvc|cvv2|pin|security code|sort code).{0,12}|[0-9\\s-]{7,})',
        '(sort code|cvv|cvc|routing number)( is| code|:|=)* ?[0-9]{3,11}',
        '(swift|bic)( code)?( is|:|=){1,2} ?[a-z]{6}[0-9a-z]{2,5}',
        '(my|here are|here is|the) (full )?(card|bank|credit card|debit card|bank account|payment card)( account)? (details|number|info|information)( are| is|:| below| follow\\w*)(?! (wrong|incorrect|not|saved|safe|stored|invalid|being|declined|outdated|different|missing|required|stolen|old))',
      ],
    },
    chargeback: {
      chargeback: [
        'charge ?-?backs?',
        '(dispute|disputing|disputed|contest|contesting|reverse|reversing|reversal of|claw back|block|stop|cancel) .. (the |this |that |these |my |your |a )(charges?|payments?|transactions?|direct debit|debit|purchase)',
        '(dispute|claim|case|complaint) .. (with|through|via|to|at) (my |the |our )?(bank|paypal|klarna|credit card|card (company|provider|issuer)|visa|mastercard|amex|american express|stripe)',
        '(my |the )?(bank|paypal|klarna|card (company|provider|issuer)|credit card company) .. (dispute|claim|reverse|refund|money back|get involved|case)',
        'section 75|paypal (dispute|claim|case)|money back (from|through|via) (my|the) (bank|card)',
      ],
    },
    erasure_request: {
      erase: [
        '(delete|deleting|deletion of|erase|erasing|erasure of|remove|removing|removal of|wipe|purge|forget|destroy|get rid of) .. (all |any |every )?(of )?(my|our|the) (\\w+ )?(personal |private |customer |stored |user )?(data|information|info|details|account|profile|records?|history|everything about me|personal|entire account|address from)(?! (from (the|my) (basket|cart)))',
        '(right to (be forgotten|erasure|access|deletion|object)|gdpr|ccpa|dsgvo|subject access|dsar|data (subject|access|protection|deletion|privacy) (request|rights?|law|officer|act)|article 1[57]|copy of (all )?(my|the) (personal )?data|what (data|information) .. (hold|have|store|stored|keep) .. (about|on) me)',
        '(close|cancel|terminate|deactivate|delete) (my|our|this|the) (\\w+ )?account( permanently| completely| and (all|delete|remove|erase))?(?<=account|permanently|completely|all|delete|remove|erase)',
      ],
    },
    distress: {
      deadline: {
        is: [
          '(wedding|funeral|surgery|operation|flight|exam|interview|court date|visa|birthday|due date|trip|honeymoon|chemo\\w*|eviction|baby shower|holiday|vacation|party|event) .. (is |are )?(today|tonight|tomorrow|this (morning|afternoon|evening|week|weekend)|in (an?|one|two|three|2|3|\\d) (hours?|days?)|on (mon|tues|wednes|thurs|fri|satur|sun)day)',
          '(need|needs|needed|must have|have to have|has to be|must) .. (today|tonight|tomorrow|by (mon|tues|wednes|thurs|fri|satur|sun)day|asap|urgently|immediately|right now|before (tomorrow|tonight|the weekend))',
          '(running out of|no|out of) time|last (chance|hope|resort)|time is running out|urgent(ly)?|emergency|desperate(ly)?|a\\.?s\\.?a\\.?p',
        ],
        unless:
          'non ?-?urgent|not urgent|no (rush|hurry|urgency)|when you have time|emergency (exit|light|kit|contact|number)',
      },
      repeated: [
        '(second|third|fourth|fifth|sixth|seventh|tenth|umpteenth|2nd|3rd|4th|5th|6th|7th|\\d+th) (time|e-?mail|message|attempt|request|contact|complaint|try|reminder|ticket)',
        "(still|yet) (no|not|haven't|have not|waiting|nothing) .. (answer|reply|response|heard|received|refund|resolved|news|word|back|update)",
        "(no ?-?(one|body)|you|nobody|none of you) .. (answers?|answered|repl(y|ies|ied)|respond(s|ed)?|helps?|helped|cares?|got back|gets? back|ignor(e|es|ed|ing)|listens?)(?= ?.{0,60})(?<=(no ?-?one|nobody|never|not|n't|ignor\\w*|none of you).{0,40})",
        '(already|have) (written|emailed|called|contacted|messaged|asked|told|explained|sent|tried|phoned) .. (times|twice|thrice|again|several|many|multiple|repeatedly|before|countless|over and over)',
        '(how many (more )?times|again and again|over and over|for (weeks|months|ages)|(weeks|months) (now|later|ago and)|ignor(ed|ing) (me|my)|keep(s)? ignoring|been waiting (for )?(over |more than |almost )?(\\d+|two|three|four|five|six|several|many|a|weeks|months))',
      ],
      anxious: [
        "(i'm|i am|im|been|so|really|very|extremely|feeling|feel|getting|makes? me|making me|me|is|we're|am) .. (anxious|anxiety|panick(ing|ed)|panic|worried sick|so worried|very worried|really worried|extremely worried|scared|terrified|desperate|crying|in tears|stressed( out)?|distressed|frantic|devastated|heartbroken|overwhelmed|hopeless|helpless|at my wits? end|losing sleep|lost sleep|sick with worry|freaking out|breaking down|broke down|beside myself|exhausted|shaking)",
        "(can't|cannot|couldn't|can not|haven't|not) (\\w+ )?(sleep|slept|eat|eaten|afford (to|rent|food|the|it)|pay (my|the|our) (rent|bills?|mortgage)|feed (my|our|the)|cope|calm down)(?! (mode|timer|well on this))",
        "panic (attack|attacks|mode)|anxiety attack|nervous breakdown|mental breakdown|wit'?s end|mental health|please (please|i beg|help me please|i need help)|i('m| am)? beg(ging)?( you)?|(lost|losing) (all|everything|my (job|home|house|savings))|all (my|our|the) (money|savings) .. (gone|lost|stuck)|(last|only) (of my )?(money|savings)|(life )?savings",
      ],
    },
    anger: {
      words: {
        is: [
          '(furious|outrage\\w*|outraged|disgust(ed|ing)|ridiculous|scam(med|mers?)?|scammers?|fraudsters?|thie(f|ves)|liars?|lying|lied|incompeten(t|ce)|unacceptable|appalling|appalled|pathetic|useless|fed up|sick of|sick and tired|rip ?-?off|ripped off|wtf|bull ?shit|fuck\\w*|shit\\w*|crap|arse\\w*|asshole\\w*|bastards?|bitch\\w*|damn|goddamn|never (again|buy\\w*|order\\w*|shop\\w*) (again|from|with|here|at)?|how dare|disgrace\\w*|joke of a|a joke|absolute joke|shambles|shocking|atrocious|abysmal|horrendous|livid|pissed( off)?|infuriat\\w+|enraged|shame on you|worst (service|company|experience|customer|support|shop|store|ever|product|purchase)|terrible service|awful service|waste of (my )?(time|money)|crooks?|con artists?|robbery|daylight robbery|stealing (my|from)|stole my (money|cash)|idiots?|morons?|imbeciles?|clowns?|garbage|trash company|piss off|screw you|go to hell|angry|mad at|so mad|really mad|very angry|disrespect\\w*|insult(ing|ed)?|beyond (angry|frustrated|disappointed|belief)|extremely (disappointed|frustrated|annoyed|unhappy|dissatisfied)|so (frustrated|annoyed|disappointed|angry|frustrating)|had enough|last straw|enough is enough|a disgrace)',
        ],
        unless:
          "(not|isn't|aren't|no) (\\w+ )?(angry|furious|mad|a scam|unacceptable|ridiculous)|(is (this|it)|was (this|it)|think it's) (a |an )?(scam|legit)|(dry|sterile) shit|ridiculously (good|fast|happy)|(crap|damn) good|(party|circus|halloween|hire a|birthday) clowns?|clown (costume|fish|nose|shoes)|thief (of time|river)|angry birds|lying (on|in|there|around|down|flat|next)|bitch(y)? face|trash (can|bag|bin)",
      },
    },
    opt_out: {
      unsubscribe: [
        'un ?-?subscri(be|bed|bing|ption)|opt( me| us)?-? ?out|(take|remove|delete) (me|my (name|number|e-?mail|address)) (from|off) (your|the|this|all|any|every)? ?(\\w+ )?(lists?|mailings?|newsletters?|database|marketing)',
        "(stop|don't|do not|no more|quit|cease|never) .. (sending|send|texting|text|messag\\w+|email\\w*|e-?mail\\w*|mailing|contact\\w*|calling|spamming|write|writing|newsletters?|marketing|ads|advertis\\w+|promotions?|promotional|spam)( (me|us|to me|to my|this|these|any|your|e-?mails?|messages|texts|sms|more|marketing|newsletters?|ads|stuff|spam|at|anymore|again))*(?<=(me|us|my|emails?|e-mails?|messages|texts|sms|newsletters?|marketing|spam|ads|promotions?|promotional|advertis\\w+))(?! (when|until|if|the (wrong|parcel)|about the|a reply|an answer|back|where|how|what))",
        '^\\W*(stop|stopall|end|quit|unsubscribe|arret|cancel all|stop all|remove me|no more)\\W*$',
      ],
    },
  },
};
