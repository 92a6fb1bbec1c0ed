/** Words that the English danger phrases share, by the name under which they stand in braces there. */

const child =
  '((child|kid|baby|toddler|infant|newborn|girl|boy|daughter|son|niece|nephew|grandson|granddaughter|pupil|minor|teenager|little (one|brother|sister)|stepson|stepdaughter)s?|children|\\d{1,2} ?(year|yr|month)s? ?old|\\d{1,2} ?yo)';

export const enWords = {
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
} as const;
