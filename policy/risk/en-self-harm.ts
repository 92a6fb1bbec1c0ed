/** English phrases for danger: that somebody may take their life or hurt themselves. Recall before precision; plain idioms are read over. */
import { enIdioms } from './en-idioms.ts';
import { enWords } from './en-words.ts';
import type { Phrases } from './pattern.ts';

export const enSelfHarm: Phrases = {
  locale: 'en',
  idioms: enIdioms,
  fragments: enWords,
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
          '(i|he|she|they) (\\w+ )?(harms?|cuts?|burns?|hurts?) {self} (when|whenever|every|each|again|because|to cope|to feel|at night|daily)',
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
  },
};
