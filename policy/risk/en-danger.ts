/** English phrases for danger: somebody may come to harm. Recall before precision; plain idioms are read over. */
import { enIdioms } from './en-idioms.ts';
import type { Phrases } from './pattern.ts';

const child =
  '((child|kid|baby|toddler|infant|newborn|girl|boy|daughter|son|niece|nephew|grandson|granddaughter|pupil|minor|teenager|little (one|brother|sister)|stepson|stepdaughter)s?|children|\\d{1,2} ?(year|yr|month)s? ?old|\\d{1,2} ?yo)';

export const enDanger: Phrases = {
  locale: 'en',
  idioms: enIdioms,
  fragments: {
    self: '((my|him|her|your|them) ?sel(f|ves)|themself|ourselves|myslef|mysef|me self)',
    my: '(my|his|her|their)( own)?',
    not: "(not|never|don't|do not|doesn't|didn't|can't|cannot|can not|couldn't|won't|wouldn't|isn't|no longer)",
    intent:
      "(want|wants|wanted|wanna|going|gonna|plan|planning|thinking|thought|thoughts|think|feel like|feeling like|urges?|tempted|tried|tries|trying|about|threatens?|threatening|threatened|might|could|would|will|'ll|afraid|scared|worried|keep|keeps|started|need|decided|ready)",
    will: "(i'll|i will|i'm|i am|i'd|we'll|we will|we're|we are|ima|imma|gonna|going to|want to|wants to|wanna|swear|about to|ready to|someone will|should|have to)",
    you: '(you|u|ya|him|her|them|every ?(one|body)|some ?(one|body)|anyone|people|(your|the|this|that|his|her|my) (\\w+ )?(boss|managers?|staff|drivers?|family|team|wife|husband|kids|children|colleagues?|people|couriers?|agents?|employees?|workers?|guys?|man|woman|idiots?|technician|ex|neighbou?rs?|mother|father|mom|mum|dad|brother|sister|girlfriend|boyfriend|partner|landlord|roommate|flatmate|co-?workers?|bastards?))',
    hurt: '(kill|k[*1!]ll|murder|shoot|stab|strangle|slaughter|execute|behead|hurt|harm|beat|beat up|attack|assault|smash|punch|slap|knife|gut|torture|rape|burn|bomb|run over|choke|poison|bash|maim|batter|destroy)',
    place:
      '(office|store|shop|warehouse|building|house|home|place|headquarters|hq|branch|depot|cent(er|re)|bank|company|cars?|vans?|factory|restaurant|hotel|school|mall|airport)s?',
    attacker:
      '(he|she|they|driver|courier|man|guy|woman|someone|somebody|husband|wife|ex|boyfriend|girlfriend|partner|neighbou?r|stalker|technician|employees?|staff|guards?|security|bouncer|doorman|owner|delivery person|stranger|seller|buyer|dealer|tenant|landlord|colleague|customer|user|worker|boss|agent|person|people|kid|father|dad|stepdad|brother)',
    child,
    parent:
      "(dad|daddy|mum|mom|mummy|mommy|father|mother|parents?|step ?-?(dad|father|mum|mom|mother)|uncle|aunt|teacher|coach|brother|cousin|grandpa|grandfather|babysitter|nanny|priest|(mum|mom|mother)'?s boyfriend|boyfriend|partner|neighbou?r)",
    pills:
      '(pills?|tablets?|meds|medication|paracetamol|pain ?killers?|ibuprofen|tylenol|antidepressants?|xanax|aspirin|insulin|sleeping pills)',
    person:
      "(i|i'm|i've|he|he's|she|she's|they|wife|husband|mother|father|mum|mom|dad|son|daughter|baby|child|kid|toddler|friend|partner|brother|sister|grand\\w+|nan|uncle|aunt|neighbou?r|colleague|boyfriend|girlfriend|roommate|flatmate|someone|somebody|customer|guest|man|woman|guy|person|driver|courier|worker|passenger|infant|niece|nephew)",
  },
  rules: {
    self_harm: {
      kill_oneself: [
        '(k[*i1!]l+(ed|ing)?|unaliv(e|ed|ing)|off(ing|ed)?|hang(ing|ed)?|hung|drown(ing|ed)?|gas(sing)?|shoot(ing)?|shot|starv(e|ing)|strangl(e|ing)|suffocat(e|ing)|murder|electrocute|throw) {self}',
        'k i l l m y s e l f|kms|kys|unaliv(e|ed|ing)',
      ],
      suicide: [
        's+[uo]+[*iy1!]*[*csz]+[*iy1!]+d(e|al|ed|es|ally)?',
        'su[iy]?[csz]+[iy]?d(e|al)',
        'su1c1de|suicde|suciude|suicied|sewerslide|s u i c i d (e|a l)',
      ],
      end_life: [
        '(end|ends|ended|ending|take|takes|taking|took|taken|finish|finishing|give up on) {my} (life|lives|existence)(?!\\W{0,2}(insurance|time|cover|savings?|membership|plan|policy|assurance|style|jacket))',
        '(end|ending|finish) (it all|it tonight|it for good|it once and for all|everything tonight|things for good|my (pain|suffering))',
        '(thinking|thought|thoughts|think|plan|planning|consider|considering|about|ready|going|want) .. (end|ending) (things|everything|my own life)(?! (with (you|this|your)|here))',
        '{intent} .. (end|ending) it(?= ?(today|tonight|now|because|[.,!]|$))',
        '(life|living) .. (worth (living|it)|pointless|meaningless|unbearable)',
        '(stop|quit) (living|existing|being alive)',
        '(life|living) (has|holds) no (meaning|purpose|point)',
      ],
      wish_dead: [
        '(want|wants|wanted|wanna|wanting|wish|wishing|ready|hope|hoping|rather|deserve|deserves|prefer|pray|praying|feel like|thinking about|thinking of|thoughts of|thoughts about|just|i) ((to|2) )?(just |really |go and |simply )?(die|dying|be dead|stop existing|not exist|cease to exist|disappear forever|never wake up)(?! (cut|cast|hard|of (thirst|heat|hunger)))',
        "(wish|wishes|wished|wishing) .. (was|were|wasn't|weren't|'d|had|could|would) .. (dead|die|died|never (been )?born|alive|not wake up|never existed|never wake up|here any ?more)",
        "(wish|wishes|wished) (i|he|she) (was|were)(n't| not)? (here|around)(?= ?(any ?more|[.,!]|$))",
        '{not} .. (want|wanna|wants|wish|see|feel|have|know) .. (live|living|(?<!people )exist|existing|alive|wake up|go on living|on this (earth|planet)|in this world)(?! (in|at|near|with|on|chat|agent|person|support|without|stream|next|there|music|here because|far|tv|abroad))',
        '{not} .. (want|wanna|wants) (to )?(be here|be around|go on) (any ?more|any ?longer)',
        '{not} (\\w+ )?(go on|keep going|carry on|take it|cope|do this|live)( with (life|living)| living| like this)? (any ?more|any ?longer|alive)(?! (with your|so please (cancel|refund)|, ?cancel))',
        '{not} (\\w+ )?(go on|carry on|keep) living',
        '(no|any|lost|lose|without|single|a) (the )?(reason|point|will|desire|purpose)s? .. (live|living|going on|keep going|alive|(?<!people\\W)exist|existing|be here)',
        'nothing (left )?(to live for|worth living)',
        "(no|any|see the|what's the|what is the) (point|sense|use) (in |of )?(me |my |him |her )?(even )?(living|existing|being (alive|here any ?more|around any ?more)|staying alive|going on living|carrying on living)",
        '(nothing|none of it) matters any ?more .. (die|dead|born|alive|live|gone|end)|(just )?want(s)? (it|this) all to (end|stop|be over)',
        'no longer (want|wants) to (be here|be around|be alive|live)|{not} deserve to (live|be alive)',
        '(way out|solution|answer|escape) .. (death|dying|suicide)|(want|wants) (it all|my life|this life) to (be over|end|stop)',
        '(standing|sitting|am|stand) .. on (the|a) (roof|bridge|ledge|railing|edge of the (roof|bridge))(?! (of your|rack))',
        '(to|and|could|would|just) (never|not) wake up( (again|tomorrow|any ?more))?',
        '{not} (\\w+ )?(take|bear|stand|face) (this|my|the) (life|pain|existence) (any ?more|any ?longer)',
        'do(ing)? something (to (my|him|her)self|stupid to|i will regret|terrible to (my|him|her)self)',
        "(better off|better place|better|happier|easier) .. (dead|without (me|him|her)|if (i|he|she) .. (dead|died|gone|disappeared)|when i'm gone)",
        '(tired|sick|exhausted|done) (of|with) (living|life|being alive|existing)',
        "(nobody|no one|noone|who) .. (miss|notice|care|cares) .. (if|when) (i|he|she|i'm|he's|she's) .. (die|died|dead|gone|disappeared?|not here)",
        "(nobody|no one|noone) (would|will|'d|will even|would even) miss me",
        'dream(ing)? of (dying|being dead)|death is (the only|my only|better)|only way out is',
      ],
      method: [
        '(slit|slitting|cut|cutting|slash|slashing|slashed|slice|slicing|open) {my} (wrists?|throat|veins?|arms|thighs)',
        '(jump|jumping|jumped|leap|leaping|throw|throwing|walk|walking|step|stepping|drive|driving) .. (off|in front of|under|into|from|out of) (a|an|the|my|this|that|oncoming|some)? ?(bridge|roof|building|window|balcony|cliff|train|bus|truck|lorry|traffic|river|tower|tracks)',
        '(take|taking|took|taken|swallow|swallowed|swallowing|downed|eaten|ate|have had|had) .. (all|bottle|box|pack|packet|handful|too many|loads|lots|\\d{2,3}|every) .. {pills}',
        '(pills|tablets) .. (end it|to die|never wake up|sleep forever|in my hand)',
        '(got|have|has|had|with|holding|counted|counting) .. {pills} .. (lined up|laid out|in front of (me|him|her)|in (my|his|her) hands?|counted|ready to)(?! (ship|order|dispatch))',
        '(blow|blowing|blew) {my} (brains?|head) (out|off)|bullet (in|through) {my} (head|brain)|gun to (my|his|her) (own )?head',
        '(got|have|has|bought|tied) (a|the|my) (rope|razor|blade|razor blade)s? .. (ready|in my hand|next to me|goodbye|end)|noose (around|round|ready|in)|(tied|tying|tie|made|bought|have|has|got) (a|the|my) noose',
        'over ?dos(e|ed|ing|es)',
        '(has|have|got|holds|holding|bought|tied) (a|the) (rope|noose|razor blade|blade) .. (use it|uses it|around|tree|goodbye|ready)',
        'painless(ly)? .. (die|end|death|kill|go)|(easiest|quickest|best|fastest) way to (die|end my life|end it)|(lethal|fatal) dose',
        'how many .. {pills} .. (die|kill|fatal|lethal)',
      ],
      harm_oneself: {
        is: [
          'self ?-?(harm|injur|mutilat)(s|ing|ed|y|e|ation)?',
          '{intent} .. (hurt|hurting|harm|harming|cut|cutting|burn|burning|injure) {self}',
          '(cutting|harming|hurting|burning) (my|her|him)self',
          '(i|he|she|they) (w+ )?(harms?|cuts?|burns?|hurts?) {self} (when|whenever|every|each|again|because|to cope|to feel|at night|daily)',
          '(relapse|relapsed|relapsing) .. cutting|(started|back to|been|is) cutting again',
        ],
        unless:
          'self ((on|with|opening|while|when|using|trying|by|off) (the|your|this|it|that|a|one)|on|opening|installing|assembling|lifting)|(sharp|blade|edge|lid|so sharp|injured) .. self',
      },
      farewell: [
        '(suicide|goodbye|good bye|farewell) (note|letter)|goodbye (cruel )?world',
        "(this is|it's|say|saying|said|saying) (my|our|his|her|their) (final |last )?(goodbyes?|farewell|last (words|message))(?= ?([.,!]|$|i |to (you all|everyone|the world|life|my (family|kids|children))))",
        '{not} .. (be alive|make it through|survive|live to see|live through|see tomorrow|be here tomorrow|be around much longer|be here much longer|be here to see|wake up tomorrow)( the night| tonight| tomorrow)?',
        '(by the time|when) .. (read|reads|see|get) this .. (dead|gone|not be here)',
        "(i'll|i will|i'd|gonna|going to) be dead(?! (last|tired|in the water))",
        "(won't|will not|not going to|not gonna) be (around|here|there|alive)( any ?more| much longer)? to (bother|annoy|trouble|read|see|complain|answer|burden)",
        '(this|it) (is|will be|is going to be|might be|was) (my|his|her) last (message|words|night|day|goodbye|post|chat) (to (anyone|anybody|everyone|the world|my family)|ever|alive|on (this )?earth|in this (world|life))',
        '(giving|gave|given) away (all )?(my|his|her) (things|belongings|possessions)',
      ],
    },
    threat: {
      will_harm: {
        is: [
          '{will} (\\w+ ){0,5}(strangle|stab|murder|behead|slaughter|rape|shoot|torture|punch|slap|kill) your \\w+',
          '(you|your \\w+) and (you|your \\w+) (are|will be) (all )?dead|hunt (you|him|her|them|your \\w+) down',
          '{will} (\\w+ ){0,5}{hurt} (the \\w+ out of )?{you}',
          '(kill|murder|shoot|stab|slaughter|hang) (you all|all of you|(every|each) (single )?one of you|your (whole |entire )?(family|staff|team|children|kids|wife))',
        ],
        unless:
          '{hurt} (you|u|them|him|her) (a|an|another|the|over|down the|in (the|your) (rating|review|pocket|wallet)) ?|{not} (\\w+ )?(want|wish|mean|like|looking|trying|going) to {hurt}|(game|level|boss fight|enem(y|ies)|zombies?|npc|ants?|weeds?|moths?|mosquito(es)?|bugs|roaches|rats|mice|wasps?|germs|bacteria|insects|pests|slugs|flies|fleas|aphids|virus|plants?|competition|competitors|online|reviews?|reputation|you think|feelings)|(could|might|would) .. {hurt} (someone|somebody|people|them|children|my|kids|him|her)|(before|so that) (it|someone|this) .. (hurts?|kills?)|{hurt} .. (on|at) price',
      },
      will_find: [
        "(i|we|i'll|we'll|going to|gonna) .. (find|track down|hunt down|hunt|come for|come after|coming for|coming after|go after|going after|get) (you|your (family|kids|wife|staff|driver|manager|home)|him|her|them|all of you|that (driver|guy|man)) (and|so|then|personally|all|yourself|in person|at home|wherever|one by one|or|if|bitch)(?! (refund|return|ask|check|see|please|thanks|thank|talk|speak|tell|the|if you|i get|get|a|my|so|more))",
        "(bring|bringing|brought) (my|a|the) (gun|rifle|pistol|shotgun)|(outside|at) (your|the) \\w+ with (a|my) (baseball bat|bat|gun|knife|machete|axe|hammer|rifle|shotgun|crowbar)|(know|have|found|got) your (home |private )?address and|(i'm|we're|i am|we are|i'll be) (coming|going to come) (for|after) (you|your|him|her|all of you)",
        '(i|we|they|he) .. (know|knows|found|find) (out )?(exactly )?where (you|your|u|he|she|the driver|that driver) .. (live|lives|sleep|sleeps|home|go to school|kids)|(know|knows) where (you|u|she|he) (work|works|park)',
        '(come|coming|show up|turn up|be there|go|going|drive|driving|visit|back|over|down) .. with (a |my |the |some )?(loaded )?(gun|knife|weapon|bat|baseball bat|rifle|machete|axe|hammer|shotgun|pistol|bomb|petrol|gasoline|lighter fluid|acid)s?(?! (station|can|voucher))',
        '(have|got|own|bring|bringing|grab|grabbing|load|loading|loaded|get|getting|buy|buying) .. (my|a) (gun|rifle|shotgun|pistol|machete|firearm|knife) (and|ready|for you|to your|when|with your|so you)',
        "(i'll|i will|gonna|we'll) be waiting (for you|for him|for her|outside)",
      ],
      will_destroy: [
        '(burn|burning|blow|blowing|bomb|bombing|torch|torching|set fire to|shoot up|shooting up|firebomb|smash up|smash|blast|storm) .. (your|the|that|this|ur) (\\w+ )?{place}',
        '(burn|blow|shoot|light|torch) (it|you|your \\w+|the whole (place|thing)|that place|this place|everything|everyone)( all)? (down|up)(?! (the|my) (fat|screen))',
        '(set|setting|light|lighting|put) .. {place} (on fire|alight|ablaze)',
        "(there's|there is|is|planted|put|placed|left|have|hid|hidden|hide|leave) .. (bomb|explosives?) .. (in|at|inside|under|outside|near|on)",
        'bomb threat|detonate|mass shooting|(drive|driving|crash) (my|a|the) (car|truck|van) (into|through) (your|the)',
      ],
      wish_harm: [
        '(hope|wish|pray|hoping) .. (you|your \\w+|he|she|they|somebody|someone) .. (die|dies|get (killed|cancer|shot|raped|stabbed|run over)|gets (killed|shot|cancer|stabbed|hurt)|burn|rot|drop dead|suffer|kills? you|shoots? you|hurts? you|were dead)(?! (for|as i have))',
        "(you|u|he|she|they|you're|he's|she's|they're|your \\w+|driver|manager) .. (dead (man|meat|men|woman)|going to die|gonna die|will die|must die|deserves? to die|should die|(should|gonna|going to|will|deserves? to) (be|get) (shot|killed|hanged|hung|stabbed|hurt|beaten))(?! (of|from) (boredom|laughter|thirst))",
        "(you're|you are|u r|ur|your) (all |so |fucking )?dead(?= ?([.,!]|$|if|when|mate|bitch|motherfucker|i know))",
        '(slit|cut|slash|rip|tear|bash|smash|break|snap|crush|kick|punch|cave|blow|chop) (off |in )?(your|ur|his|her|their|that \\w+) (fucking |\\w+ )?(throat|head|heart|face|tongue|guts|legs?|arms?|neck|skull|bones|teeth|knees?|kneecaps|fingers|nose|jaw|hands?|brains)( (in|off|out|open))?',
        "(you|you all|you people|you lot|they|he|she|your \\w+) (are |were |is )?(will|gonna|going to|'ll|deserves? to|should|must|ought to) (all |soon |\\w+ )?(bleed|burn( alive| in hell)?|hang|suffocate|be slaughtered)(?= ?([.,!]|$|for|and|i'm|i|when|soon|tonight|tomorrow|too))",
        "(won't|will not|not going to|not gonna|never) (w+ )?(leave|leaves|get out|gets out|make it out|walk out|get home) ?(of )?(here|there|this|home)? ?(w+ )?alive",
        '(put|putting) (a bullet|a knife) (in|through|into)|(throw|throwing|pour) acid|make (you|him|her|them) (bleed|suffer|beg for)|put (you|him|her|them) (in (the|a) (hospital|ground|grave|coffin|wheelchair|morgue)|(six feet )?under)',
        "(you|you'll|he|he'll|they|they'll|somebody|someone) .. (pay (for this )?with (your|his|their) (life|lives|blood)|end up (dead|in (a|the) (hospital|ground|grave|coffin|wheelchair))|never (walk|breathe) again|(gets?|is|be|going to get) hurt (badly|today|tonight|bad))",
        '(someone|somebody|people|you|they|everyone) .. (going to|gonna|will) (get|be) (hurt|killed|shot|stabbed)|(better )?watch your back|sleep with one eye open|blood on your hands|there will be blood|accidents? (can|could|may|might) happen to (you|your)',
      ],
      reported: {
        is: [
          '(threaten(s|ed|ing)?|threats?) .. (kill|hurt|harm|shoot|stab|beat|knife|gun|murder|violence|rape|burn|weapon|hit|life|violent|physical|acid|punch|me|us|him|her)',
          'death threats?',
          '{attacker} .. (attacked|assaulted|beat|beats|beating|punched|stabbed|strangled|choked|shot at|raped|hit|hits|hitting|slapped|kicked|followed|stalks|stalking|grabbed|groped|molested|pushed|shoved) (me|us|my (\\w+ )?(wife|husband|mother|father|son|daughter|friend|colleague|mom|mum|dad|sister|brother|kids?|face)|him|her)(?! (with (a|an|the|your) (question|fee|charge|bill|offer|link|call|message)|up (for|about|on|to)|a|for an?|on (twitter|instagram|facebook|linkedin|social)))',
          '{attacker} .. (has|with|pulled|holding|pointed|pointing|pulls) (a|the|his|her) (gun|knife|weapon|machete|rifle)',
          '{attacker} .. {intent} .. (kill|murder|hurt|shoot|stab|rape) (me|us|her|him|my|someone|people|them|you)',
          "(fear|fearing|feared|scared|afraid|terrified) .. (for (my|our|his|her) (life|lives|safety)|(he|she|they)('ll| will| is| might| would| could) .. (kill|hurt|harm|beat|attack|find|hit))",
          'domestic (violence|abuse)|abusive (husband|ex|partner|boyfriend|wife|relationship)|(he|she|husband|boyfriend|wife|partner) (beats|hits) me',
          '(i|we|he|she|they|wife|husband|son|daughter|mother|father|friend|colleague|mom|mum|dad) .. (was|were|been|got) (physically |violently |sexually )?(attacked|assaulted|beaten up|stabbed|raped|strangled)( by)?',
        ],
        unless:
          '(threat\\w*|threatened|threatening) .. (cancel|close|charge|fees?|debt|collections?|court|legal|sue|suspend|late fee|disconnect|bailiffs?|credit)|(it|this|that|price|fees?) .. kill .. (me|us)',
      },
    },
    medical_emergency: {
      breathing: {
        is: [
          '({not}|barely|hardly|struggl\\w+|unable|trouble|difficulty|difficulties|hard|problems?|stopped|fighting|not) .. (breath|breathe|breathing|breathin|breating|catch (my|his|her) breath|get (any )?air)',
          '(short|shortness) of breath|gasping for (air|breath)',
          '(throat|airways?|tongue|face|lips?) .. (swelling|swollen|closing|closed up|blocked|swelled|tightening|blue|swells)',
          '(turning|turned|gone|going) (blue|purple)',
          '{person} .. (choking|choked|chokes) on',
          '{person} (is|was|are) choking',
        ],
        unless:
          '(fabric|jacket|shoes?|dress|jeans|skin|feet|trainers|mattress|pillow|boots|shirt|leather|coat|bra|corset|tent|exercises?|app|engine|motor|vacuum|printer|plants?|breathing room|pot|grill|ink|screen|light|led|litmus|dye)',
      },
      heart: {
        is: [
          "(having|have|had|has|suffered|suffering|think|thinks|maybe|like|possible|suspected|symptoms of|signs of|it's) .. (heart attack|cardiac arrest|seizures?|stroke|aneurysm|anaphyl\\w+|asthma attack)",
          'heart attack|cardiac arrest|asthma attack|anaphyl(axis|actic)|epileptic (fit|seizure)|diabetic coma|septic shock|sepsis',
          '(chest|heart) .. (pains?|hurts?|hurting|tightness)|pains? (in|across|around|down) (my|his|her|the) (chest|heart|left arm)|crushing pain',
          '(face|arm|mouth|speech|one side|left side|right side) .. (drooping|droops|slurr(ed|ing)|gone numb|paraly[sz]ed|numb)|slurring (his|her|my) (words|speech)',
        ],
        unless:
          '(heart attack|heart) (grill|burger|movie|song|monitor|sticker|shaped|rate)|chest (freezer|of drawers|strap|pocket|measurement|plate|size)|(customs|asset|property|parcel|goods) seizure',
      },
      unconscious: {
        is: [
          "{person} .. (unconscious|unresponsive|passed out|passing out|collapsed|collapsing|fainted|blacked out|convulsing|seizing|foaming at|(not|isn't|won't|doesn't|can't|stopped) .. (moving|responding|respond|wake up|waking up|breathing|breathe)|having (a |an )?(seizures?|fits?|convulsions?))",
          '(made|makes|making|make) (me|him|her|us|my \\w+) (pass out|faint|collapse|lose consciousness)',
          '(unconscious|lost consciousness|losing consciousness|loss of consciousness|convulsions)',
          "(can't|cannot|won't) wake (him|her|my \\w+|them) up",
        ],
        unless:
          '(tent|chair|shelf|bed|table|sofa|gazebo|pram|umbrella|website|app|deal|bias|phone|laptop|router|account|page|site|screen|tv|alarm|he|she) .. collapsed (when|while) assembl|(chair|bed|table|sofa|shelf|tent|gazebo|desk|bench|stool|rack) .. collapsed$|unconscious bias|(phone|laptop|device|watch|tv|screen|app|page|website|camera|mouse|machine|tablet|doorbell|console|computer|remote|server|agent|seller|support|keyboard|account)|respon\\w+ to (my|our|the|any|me|us|e-?mails?|calls?|messages?|this)|breathe? in (this|these|the|my|it)( |$)',
      },
      fire: [
        '(curtains?|bed|bedroom|house|kitchen|room|carpet|sofa|couch|hair|clothes|sleeve|pocket|hand|flat|apartment|car|garage|mattress) .. (caught|catches|catching|went up in|is on|are on|was on) (fire|flames)|(caught|catching) (fire|flames) (in|on|near|next to|under|inside) (my|his|her|our|the) (pocket|hand|bed|house|room|kitchen|lap|hair|car|bag|ear|face|leg|crib|cot)',
        '(smoke|flames|sparks) (is|are|was|were)? ?(coming|pouring|shooting) .. (house|room|flat|kitchen|curtain|bed|caught|fire)',
      ],
      bleeding: [
        "(bleeding|bleeds) .. (heavily|badly|profusely|a lot|out|everywhere|won't stop|not stop\\w*|doesn't stop|from (my|his|her) (head|eyes?|ears?|neck|stomach)|severely|to death|internally)",
        "({not}|unable to) .. stop .. (bleeding|blood)|blood (is )?(everywhere|gushing|pouring|spurting)|bleeding (won't|wont|will not|doesn't|isn't) stop\\w*",
        '(coughing|throwing|vomiting|spitting|vomited|coughed|threw|puking) (up )?blood|lost (a lot of|so much) blood',
        '(severe|third degree|serious|bad) burns?|(burned|burnt|scalded) (my|his|her) (\\w+ )?(arms?|hands?|face|legs?|foot|feet|fingers?|skin|body|chest|back|eyes?)|(severely|badly|seriously) (burn(ed|t)|injured|hurt|bleeding)|(cut|chopped|sliced|severed) off (my|his|her|part|the tip)|severed (my|his|her|a) \\w+|(cut|severed) (an|the) artery',
        '(broke|broken|fractured) (my|his|her|a) (neck|back|skull|spine|hip)(?! ?(pack|cover|plate|strap))|head injury|concussion',
      ],
      poison: {
        is: [
          '(swallowed|swallows|swallow|drank|drunk|drinking|ate|eaten|ingested|inhaled|chewed|breathed in) .. (button battery|button batteries|battery|batteries|bleach|magnets?|clean(er|ing \\w+)|detergent|pods?|dishwasher tablets?|antifreeze|poison|pesticide|weed ?killer|chemicals?|acid|glass|coin|marble|nail|screw|needle|methanol|oil|remover|petrol|gasoline|fumes|glue|descaler|water beads?|capsules?|disinfectant|saniti[sz]er|e-?liquid|nicotine|pills|tablets|mushrooms?|medication|drain \\w+|toilet \\w+|perfume)',
          "(been|was|were|got|i'm|is|have been|might be|being) poisoned|(food|carbon monoxide|alcohol|methanol|lead) poisoning|poison (control|cent(re|er))|carbon monoxide .. (going off|beeping|went off|alarm|leak)",
          '(smell|smells|smelling|smelt) .. gas|gas leak|leaking gas',
        ],
        unless: '(petrol station|gas station|gas (bill|meter reading|supplier|oven price)|pet poison|ivy)',
      },
      allergy: {
        is: [
          '(severe|bad|serious|massive|violent|having an?|had an?|has an?|have an?|strong|major|terrible|extreme|suffered an?|got an?|into|in) .. (allergic|anaphylactic) (reaction|shock)',
          '(used|using|need|needs|needed|injected|given|gave) .. epi ?-?pens?|epi ?-?pen .. (fail(ed|s)?|jammed|misfired|not work|empty|broken|left)',
          '(swelling up|swollen|hives) .. (after|since) (eating|using|taking|your)',
        ],
        unless:
          '(in case of|risk of|cause|prevent|avoid|free from|could i have|order|buy|case for|holder|pouch) .. (allergic|epi)|(order|buy|case|holder|pouch|price)',
      },
      help: {
        is: [
          '(run|ran|running) out of .. (insulin|inhaler|oxygen|heart (medication|meds|pills)|(seizure|epilepsy) \\w+)',
          '(call|called|calling|need|needs|send|sent|get|waiting for|phone|phoned|by) .. (ambulance|paramedics?|911|999|112|emergency services)',
          '(need|needs|send|get) .. (doctor|medic|medical help|medical attention) .. (urgently|now|immediately|asap|right away|please help)',
          'medical emergency|life ?-?threatening|life (or|and) death|emergency surgery|emergency (doctor|medical)|urgent medical',
          '(rushed|taken|admitted|went|in|at|ended up|heading|on (my|our) way|way|going|flown) .. (to |in |at )?(the )?(er|a ?(&|and) ?e|emergency (room|department)|intensive care|icu)(?! (case|number))',
          "(rushed|rushing|hospitali[sz]ed) .. (hospital|after|because)|hospital .. (after (using|eating|taking|drinking|your)|because of (your|the|this))|(ended up|landed|put me|put him|put her|is|am|'m) in (the )?hospital (with|after|because of|due to) (a |an |the |your |severe |this |it)?",
          '(insulin|inhaler|oxygen|epipen|dialysis) .. (not|never|hasn\\W?t|haven\\W?t|late|delayed|missing|nowhere) .. (arrived?|come|here|left|delivered|shipped|received|working|work)',
          '(in|into) (a )?(diabetic |insulin |anaphylactic |septic )?(coma|shock)(?! (absorb|at|when|about|that|after (seeing|reading)|and disbelief|by|by how))',
          '(been |got |was |almost |badly )?electrocuted|(got|received|gave (me|him|her)|had|getting) .. (electric )?shock (from|off)|electric shock',
          "(insulin|inhaler|oxygen|dialysis|heart (pills|medication|meds)|seizure (meds|medication)|epilepsy (meds|medication|tablets)|medication|medicine) .. (run out|ran out|running out|today or|will die|could die|might die|without it|none left|nothing left|or (i|he|she|my \\w+) (will|could|might|'ll))",
          "(i'm|i am|he's|he is|she's|she is|they're|is|think (i|he|she)'?m?) .. (dying|bleeding to death|bleeding out|suffocating|drowning|on fire|burning alive)(?! (for|inside|over|on the|here|down|up|from (embarrassment|laughter|curiosity|boredom|excitement)|of|lol|haha))",
          '(blood sugar|glucose|blood pressure|fever|temperature of|oxygen level) .. (dangerously|critically|extremely low|4[01](\\.\\d)?|10[4-7]|dropping|too low|crashing)',
          '(having|have|having really bad) (contractions|a miscarriage)|in labou?r (now|and|already|early)|waters? (broke|has broken)',
        ],
        unless:
          '(toy|playmobil|lego|costume|model|fancy dress|figure|sticker|colou?ring|dvd|poster|doll|play ?set|puzzle|box set|show|episode|series) |(phone|battery|laptop|tablet|car|device|watch|plants?|tree|trees|tv|headphones|engine|controller|speaker|orchid|rose|hamster|company|business|connection|internet|wifi|screen|cactus|succulent|lawn|fish|language) .. (dying|on fire)|shock (absorber|price)|sale is on fire',
      },
    },
    child_at_risk: {
      abused: {
        is: [
          '{child} .. (abused|molested|raped|assaulted|groomed|beaten|neglected|trafficked|touched|kidnapped|abducted|starved|exploited|blackmailed|sextorted|grooming|hurt by|hit by|harmed|in danger|not safe|unsafe|being hurt|tied up|locked (in|up))',
          '(abus(e|es|ed|ing)|molest(s|ed|ing)?|rap(es|ed|ing)|groom(s|ed|ing)?|beat(s|ing)?|beats up|hits?|hitting|hurts?|hurting|kidnap(s|ped|ping)?|abduct(s|ed|ing)?|starv(es|ed|ing)|traffick(s|ed|ing)?|exploit(s|ed|ing)?|assault(s|ed|ing)?|touch(es|ed|ing)|whips?|punch(es|ed|ing)?|kick(s|ed|ing)?|shaking|shakes|shook|forc(es|ed|ing)|chok(es|ed|ing)|burn(s|ed|ing)|stalk(s|ed|ing)?|blackmail(s|ed|ing)?|threaten(s|ed|ing)?) (her|his|their|my|our|a|the|this|that|these|some|young|small|little|those|your) (\\w+ )?(\\d{1,2} ?-?years? ?-?old )?{child}',
          '(child|minor|infant|underage|kid|teen)s? .. (abuse|abused|abuser|porn\\w*|molest\\w+|trafficking|grooming|exploitation|endangerment|predators?|neglect)',
          'csam|p(a)?edo(s|phile|philes|philia)?|(child|kiddie) ?-?porn|(locks|locked|locking|chains|ties|tied) (his|her|their) (\\w+ )?{child}|(lur(e|ed|es|ing)|snatch(ed|ing)?|kidnap(ped|ping)?) .. {child}|underage (girls?|boys?)|underage .. (nudes|pics|photos|sex|content|images|videos?)',
        ],
        unless:
          "(old|{child}) ?('s|s)? ?(order|account|parcel|toy|jacket|phone|tablet|bike|shoes|feet|skin|clothes|coat|ears|eyes|feelings|room|head when|hair|size|seat|bed|growth|back)|(dog|cat|pet|horse|hair|beard) .. groom|groom(ing|s)? .. (kit|dog|cat|pet|suit|brush|set)|groomsm[ae]n|bride|touching (story|song)|(threaten\\w*|hit|hurt|hits|hurts) .. (price|fee)",
      },
      sexual: [
        '(send|sending|sent|sends|asks?|asked|asking|messag\\w+|text\\w*) (\\w+ )?{child} ... (sexual|explicit|inappropriate|nudes?|naked|undress|indecent|intimate)',
        '(adult|stranger|man|guy|user|someone|somebody|he|coach|teacher) ... (asked|asking|asks|wants|wanted|begged|begging) .. {child} (for|to send) .. (photos?|pictures?|pics?|videos?|address|meet)',
        '(groom|abus|molest|exploit|traffick|rap)(e|es|ed|ing|s) (children|kids|minors|(young |little |underage )+(girls|boys))',
        '{child} .. (home|left|all) alone (for (days|hours|weeks)|all (day|night|week)|every (day|night)|since|and (scared|crying|hungry))',
        '(send|sending|sent|asks?|asked|asking|wants?|request\\w*|shar(e|es|ed|ing)|show(s|ed|ing)?|messag\\w+|text\\w*) ... (sexual|explicit|inappropriate|nudes?|naked|undress|indecent|private) ... {child}',
        '{child} ... (send|sent|asked for|asking for|ask|asks|sending) .. (nudes?|naked|explicit|sexual|inappropriate|pictures of (her|him)self|undress|indecent)',
        '(naked|nude|explicit|sexual|intimate|inappropriate|indecent) .. (pictures?|photos?|pics?|videos?|images?|content|messages?) .. (of|to|from|with|involving) .. {child}',
        '(stranger|someone|somebody|man|men|adult|guy|he|user|people|coach|teacher|seller|driver|predator)s? ... (contact\\w*|messag\\w+|chatt?\\w*|talk\\w*|meet\\w*|follow\\w*|approach\\w*|filming|photograph\\w*|text\\w*|groom\\w*|lur\\w+|pretend\\w*|invit\\w+) ... {child} ... (online|meet|pictures?|photos?|pics|address|secret|alone|nudes?|inappropriate\\w*|school|webcam|home|car|sexual\\w*)(?! (supplies|uniform|books))',
        '(sexual|sexually|inappropriate|inappropriately) .. (abused?|touch\\w*|contact|messages?|comments?|harass\\w*) .. {child}',
      ],
      child_speaks: {
        is: [
          'my (\\w+ )?{parent} ... (hits?|hitting|beats?|beating|hurts?|hurting|touch(es|ing|ed)|abus(es|ed|ing|e)|rap(es|ed|ing)|molest\\w*|locks|locked|starv(es|ed|ing)|kick(s|ed|ing)?|punch(es|ed|ing)?|burn(s|ed|ing)?|chok(es|ed|ing)|whips|forces?|slaps?|strangl\\w+|undress\\w*) (me|us|my (little |baby |younger |small )?(brother|sister|siblings?))(?! (up )?(for|about|with a (question|text)|a|all the time (for|about))( |$))',
          "(i'm|i am|im|he's|she's|is|aged|me) (only |just )?([5-9]|1[0-7]|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)( years? old| yrs? old| yo)? ... (nudes?|naked|touch(es|ed|ing)|hits|hitting|beats|beating|hurts me|hurting|rap(es|ed)|abus\\w+|scared|afraid|run away|ran away|molest\\w*|locked|pregnant|kicked (me )?out|blackmail\\w*|older man|alone at home|starving|unsafe|not safe|pictures of me|pics of me|meet him|(meet|see) me|threaten\\w*)",
          '(ran|run|running|runaway) .. from home',
          '(scared|afraid|terrified|frightened) (to go home|of (going home|my (step\\w*|dad|father|mum|mom|mother|parents|uncle)))|{not} .. safe (at home|with (my|his|her) (dad|mum|mom|uncle|parents|step\\w*|father|mother))',
        ],
        unless:
          '([5-9]|1[0-7]|six|seven|eight|nine|ten) (months|weeks|days|hours|minutes|items|orders|euros|dollars|percent|times|working|business|pieces|inch|km|%)',
      },
      missing: {
        is: [
          "{child} .. (missing|disappeared|vanished|abducted|kidnapped|snatched|taken away|never came home|wandered off|ran away|run away|not come home|didn't come home|hasn't come home|nowhere to be found)",
          '(missing|lost|abducted|kidnapped|runaway) {child}',
          "(can't|cannot|couldn't|can not) find (my|our|the) (\\w+ )?{child}(?= ?([.,!]|$|anywhere|and|please|in the|at the|he|she|since))",
          '(kidnapp\\w+|abducted|snatched) (my|our|a|the|by|from|his|her|him)',
          '(someone|somebody|man|woman|ex|he|she|they|stranger) .. (took|taken|grabbed) (my|our|a|the) (\\w+ )?{child} (from|away|and (ran|left|won|drove|will|disappeared|does)|out of|without)',
        ],
        unless:
          "missing (a|an|one|his|her|the|some|two|three|four|parts?|pieces?|out|from|its|their|my|instructions|screws|this|school|all|buttons?|shoes?)|(missing|lost|find) .. {child} ?('s|s)? ?(order|account|parcel|toy|jacket|phone|tablet|bike|shoes?|size|seats?|clothes|coat|ticket|parts?|book|costume|section|category|menu|bag|piece|pass|booking|luggage|suitcase|photos?|poster)|{child} ?('s|s') (\\w+ )?(order|account|parcel|toy|jacket|phone|tablet|bike|shoes?|coat|ticket|book|costume|bag|photos?|seat|boots|teddy|bear|passport|backpack|luggage|suitcase|name|card)|{child} (order|account|parcel|toy|jacket|phone|tablet|bike|shoes?|seat|coat|ticket|book|costume|profile|photo|details?|section)",
      },
      in_danger: {
        is: [
          '{child} .. (locked|trapped|stuck|left alone|alone|unattended|stranded|shut) .. (in|inside|with|at|under|by|outside) .. (car|vehicle|house|home|flat|apartment|lift|elevator|room|stranger|street|station|airport|plane|bus|dark|machine|dryer|freezer|trunk|taxi|shop|store|mall|basement|cellar|balcony)',
          '(locked|left|leaves|leaving|forgot|abandoned|trapped|shut|leave) .. {child} .. (alone|unattended|unsupervised|in the car|in a car|in a hot car|with (a )?strangers?|by (him|her)self|outside in the)',
          '{child} .. (swallowed|swallowing|choked on|choking|drowned|drowning|electrocuted|strangled|suffocat\\w+|been burn(ed|t)|got burn(ed|t)|drank|ingested|(fell|fallen) (from|out of|off|down)|(got )?(his|her) (head|neck|finger|hand) (stuck|trapped|caught))',
          '(locked|trapped|alone|left|stuck) ... (house|home|flat|apartment|room|basement|cellar|attic|car)? ... (with (my|our) (little|baby|younger|small) (brother|sister|siblings?)|no ?(body|one) (is |has )?(home|here|come|coming|came) .. (days|night|yesterday)|(no|any|without) (food|water|way out)( |$|[.,!]))',
          '(leaves?|leaving|left) (her|his|their|the|a) (\\w+ )?{child} .. (alone|unattended) .. (car|home|house|flat|hours|days|night)',
          "(i am|i'm|im) (just )?(a|only a) (kid|child|minor) .. (help|alone|scared|hurt|nobody|no one)|(kid|child) ... (nobody|no one) (has |is )?(home|come|comes|came|coming|there|here)",
          '(sold|selling|sell|sells|delivered|deliver|gave|giving|handed|supplied) .. (alcohol|vodka|vapes?|cigarettes|knife|knives|drugs|weed|tobacco|beer|fireworks) .. (to|with) .. ({child}|underage)',
        ],
        unless:
          'stuck at home|(phone|game|level|app|parcel|package|zip|drawer|button|toy|lid) .. (locked|stuck|trapped)',
      },
    },
  },
};
