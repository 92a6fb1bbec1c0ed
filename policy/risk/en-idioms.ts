/** English turns of phrase that only sound like danger. Each names its harmless object, so that the words alone stay a hit. */

const relative =
  '(wife|husband|mum|mom|mother|dad|father|boss|girlfriend|boyfriend|partner|sister|brother|kids?|daughter|son|gf|bf|hubby|missus|manager|roommate|flatmate|cat|dog|teacher|client)';

export const enIdioms: readonly string[] = [
  // kill
  "(it's|its|is|are|was|been|be|that's|what's|of|the \\w+|your \\w+|me) ?(literally |absolutely |slowly |just |really |actually )*killing (me|us)( (slowly|softly|here|lol|inside))?",
  "(could|would|'d|to) (just |literally )?(kill|murder|die) for (a|an|the|some|that|this|those|one|your|it)",
  `${relative}( is|'s|'ll| will| would|'d| are)( (going to|gonna|probably|literally|so|seriously))* kill me (if|when|for|over|because|about|unless|once|cause|cos|lol|haha)`,
  '(kill|kills|killed|killing) (the|some|two|any|off|time|my|its|all|most) (\\w+ )?(battery|wifi|phone|speed|feet|credit|internet|data|business|sales|plants?|lawn|grass|laptop|computer|account|subscription|order|job|process|session|mood|vibe|time|birds|bugs?|germs|bacteria|weeds?|power|server|deal|lights?|engine|tabs?|music|app)',
  '(who|what) (do|does) (i|one|someone|a person|you|we|a guy|a girl) have to (do|kill|murder)',
  "(would|wouldn't|won't|does|did|didn't|not) (it |have )?(really )?kill(ed)? (you|u|ya|them|anyone|your)( to)?",
  'if looks could kill|dressed to kill|licen[cs]e to kill|kill bill|kill a mockingbird|kill switch|kill cord|kill zone|buzz ?kill|over ?kill|road ?kill|killer|weed ?killers?|pain ?killers?',
  '(kill|killed|killing|hurt|choke|choked) (myself|yourself) (laughing|with laughter)',
  // die, dead
  '(dying|die|died) (to|for) (know|see|try|get|wear|read|hear|have|a|an|the|some|find|receive|play|open|taste|this|that|it|my|your|use|watch|order|buy|meet|go|eat|start|visit|finally|one)',
  'to die for',
  '(nearly|almost|practically|just about) (died|had a (heart attack|stroke|seizure)|passed out|fainted|choked on my (coffee|tea|drink))',
  '(die|died|dying|dead) (of|from|with|inside) (laughter|laughing|boredom|embarrassment|curiosity|shame|cringe|anticipation|excitement|happiness|cuteness|jealousy|envy|impatience)',
  "(i'm|im|i am) (dead|dying|deceased) (lol|lmao|rofl|haha\\w*|omg)|dying (laughing|lol|over here)",
  'drop dead gorgeous|over my dead body|red dead redemption|dead ?(lines?|sea|end|zone|pixels?|pool|on arrival|battery|link|lift|bolt|island|space|weight|by daylight|tired|wrong|serious|easy|slow|silence)|(walking|evil|grateful|brain|wanted) dead',
  'die (hard|cast|casting|cut|cuts|cutting|cutter|grinder|set|antwoord)|never say die|old habits die hard|no time to die',
  'rather (die|kill myself|be dead) than (use|buy|order|shop|wait|pay|call|deal|fly|stay|eat|do business|give|spend|come|ever|speak|talk|wear|go to|go back to)',
  "(phone|laptop|battery|car|tablet|ipad|pc|tv|device|router|printer|plants?|watch|engine|fridge|machine|console|bike|scooter|headphones|charger|mac|macbook|app|server|lawn|flowers?|tree|it)( that)?( is|'s| was| seems| just| keeps| wants?| is about| looks like it's)* (going to |gonna |to |about to |ready to |trying to )*(die|dying|dead|died)( on me)?",
  // suicide, self-harm
  '(suicide|death) (squads?|kings|girls|doors?|burn|wings|silence|knobs?|sprints?|grip|bunny|pact film)|suicidal tendencies',
  'shoo?t (myself|yourself|ourselves|himself|herself|you) in the foot',
  // shoot, bomb, stroke, attack
  'shoot (me|you|us|him|her|them|it|over)( over| across| back)? (an?|the|some|over|your|my|back|another|to|your)( (quick|short))?( (e-?mails?|messages?|text|dm|line|note|reply|answer|pic|photo|link|invoice|details))?',
  '(photo|video|film|fashion|wedding) ?shoot(s|ing)?|shoot (a )?(photos?|videos?|film|hoops|raw|portraits?)',
  '(photo|bath|seed|cherry|smoke|time|water|glitter|stink|hot chocolate|cocoa|sex) ?-?bombs?|bombshell|the bomb|bombed|bomber (jackets?|coat)',
  '(gave|given|giving|give|gives) (me|us|him|her|my \\w+) (a|an|such a|another) (mini |minor |small |near )?(heart attack|stroke|aneurysm)',
  '(have|having|had|got) (a|an) (mini |minor |near )?(heart attack|stroke|aneurysm|seizure) (when|over|at|seeing|because of|about|from) (the|your|i saw|i opened|i got|i read|my|this|that|seeing)',
  'strokes? of (luck|genius|midnight)|(brush|two|four|2|4|back|breast|key|pen) ?-?strokes?|stroke (engine|oil|motor|width|play)',
  '(artichoke|choker|choke) (necklace|valve|cable|lever|collar)?(?<=r|e|collar)(?<! choke)',
  // murder, hurt, threats, children
  'murder (mystery|mysteries|on the|she wrote)|bloody murder|(get|getting|got) away with murder|murder on (my|the)',
  '(hurt|hurting|hurts|harm|harming|beat|beating|hit|kick|burn|burned|killing) (my|your|our|the) (feelings?|wallet|eyes|ears|credit|sales|pocket|business|reputation|rating|score|chances|price|brand|goals?|calories|record|competition|market|mood|environment)',
  "(you|they|amazon|he|competitors?) .. beat (you|them|him|her) (on|by|in|at|to)|beat (you|them) to it|can't beat (you|your)",
  "(children|kids|child|baby|boys?|girls?)( ?'?s)? ?-?(seats?|lock|proof|safety (lock|gate)|size|sized|ticket|fare|friendly|resistant|menu|meal|clothes|shoes|section|department|room|bed|bike|car seat)",
  'house on fire|on fire sale|fire ?sale|hit (me|us) up|hit the (road|spot|nail)|knock (me|us) (dead|out)|break a leg|breaking my (neck|back) to',
];
