/** English phrases for danger: that somebody needs a doctor now. Recall before precision; plain idioms are read over. */
import { enWords } from './en-words.ts';
import type { Phrases } from './pattern.ts';

export const enMedical: Phrases = {
  locale: 'en',
  fragments: enWords,
  rules: {
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
  },
};
