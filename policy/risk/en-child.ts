/** English phrases for danger: that a child is abused, missing or in danger. Recall before precision; plain idioms are read over. */
import { enWords } from './en-words.ts';
import type { Phrases } from './pattern.ts';

export const enChild: Phrases = {
  locale: 'en',
  fragments: enWords,
  rules: {
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
