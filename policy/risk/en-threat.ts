/** English phrases for danger: that somebody threatens, or is threatened or attacked. Recall before precision; plain idioms are read over. */
import { enWords } from './en-words.ts';
import type { Phrases } from './pattern.ts';

export const enThreat: Phrases = {
  locale: 'en',
  fragments: enWords,
  rules: {
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
        "(won't|will not|not going to|not gonna|never) (\\w+ )?(leave|leaves|get out|gets out|make it out|walk out|get home) ?(of )?(here|there|this|home)? ?(\\w+ )?alive",
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
  },
};
