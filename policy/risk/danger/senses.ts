/**
 * Senses: words of eight languages that mean much the same to somebody who listens for danger. A word may have several, and
 * a wrong one does little harm: what a sense is worth beside which other is learned from the examples.
 */

/** `stem*` is every word that begins so; the rest are whole words, folded. Words of unspaced scripts count wherever they stand. */
const words = {
  child:
    'child children kid kids kiddo baby babies toddler* infant* newborn* boy girl boys girls daughter* son sons niece* nephew* grandson* granddaughter* grandchild* teen teens teenage* pupil* schoolgirl* schoolboy* preschool* minor minors underage tochter sohn sohne madchen junge jungen enkel* kleinkind* saugling* schuler* enfant* bebe* fille fils garcon* gamin* gosse* mineur* nino* nina* hijo* hija* menor menores nieto* nieta* chico chica bambin* figli* neonat* ragazzin* nipot* minorenn* crianca* filho* filha* menino* menina* neto* neta* kind* dochter* zoon zoontje meisje* jongen* kleuter* peuter* kleinzoon kleindochter 子供 子ども こども 赤ちゃん 息子 娘 幼児 生徒 小学生 中学生 孫 男の子 女の子 未成年',
  age: 'year years yr yrs yo aged ans anos anni jaar jahre jahrige* 歳 才',
  adult_family:
    'mum mom mummy mommy mama dad daddy papa father mother parents parent stepdad stepfather stepmother stepmum grandma grandpa grandmother grandfather gran granny grandad granddad nan uncle aunt auntie brother sister cousin mutter vater eltern oma opa onkel tante bruder schwester stiefvater mere pere maman mamie papy oncle frere soeur madre padre abuela abuelo tio tia hermano hermana padrastro mamma nonna nonno zio zia fratello sorella patrigno mae pai avo irmao irma padrasto moeder vader oom broer zus stiefvader 母 父 お母さん お父さん 祖母 祖父 母親 父親 両親 おばあちゃん おじいちゃん 兄 妹 弟 姉',
  partner:
    'husband wife boyfriend girlfriend partner spouse fiance fiancee ex hubby mann frau ehemann ehefrau freund freundin mari femme conjoint* copain copine compagn* marido esposo esposa mujer novio novia pareja marito moglie fidanzat* ragazzo namorad* mulher man vrouw vriend vriendin echtgeno* 夫 妻 彼氏 彼女 主人 旦那',
  old_person:
    'elderly pensioner* widow widower senior aged seniorin rentner* anciano anciana anziana anziano idos* bejaarde* 高齢',
  patient:
    'patient passenger guest tenant neighbour neighbor roommate flatmate colleague coworker friend mate nachbar* mitbewohner* kollege* kollegin gast fahrgast voisin* colocataire collegue* ami amie vecin* companer* amigo amiga vicin* collega* amico amica vizinh* colega* buurman buurvrouw huisgenoot vriendin 隣 友人 同僚 友達 乗客',
  body: 'head face eye eyes lips lip tongue throat neck chest arm arms hand hands finger fingers leg legs foot feet skin stomach belly back wrist* vein* knee* ankle* jaw teeth bone bones skull ribs hip kopf gesicht auge* lippen zunge hals brust arme hande bein beine haut bauch rucken handgelenk* knochen fuss fusse tete visage yeux levres langue gorge poitrine bras main mains jambe* peau ventre poignet* pied* cabeza cara ojos labios lengua garganta pecho brazo* mano manos pierna* piel barriga estomago muneca* testa viso occhi labbra lingua gola petto braccio braccia mani gamb* pelle pancia cabeca rosto olhos peito braco* mao maos perna* pele pulso* hoofd gezicht ogen tong keel borst armen handen been benen huid buik pols* 頭 顔 目 唇 舌 喉 胸 腕 手 足 脚 お腹 手首 体',
  unwell:
    'dizzy faint fainted fainting nausea nauseous puke puking throwing sick headache* swollen swelling swells rash hives itchy fever feverish sweating shivering shaking trembling numb tingling droop* slur* delirious limp floppy pale grey blue purple swaying drowsy weak blurry blurred paraly* palpitation* pulse heartbeat racing convuls* seizure* seizing fitting twitch* jerk* foam* froth* schwindel* ubel ubelkeit erbricht erbrochen kotz* geschwollen schwillt ausschlag fieber zittert taub blass blau gelahmt krampf* schaum benommen wirr vertige* vomi* nausee* gonfl* boutons fievre tremble engourdi* bleu* malaise confus* mareo* maread* hinchad* hinchan* ronchas fiebre tiembla entumecid* palid* morad* desmay* vertigin* gonfi* febbre trema intorpidit* pallid* viola tontur* tonto inchad* febre treme dormente roxo roxa duizelig misselijk braakt overgeven gezwollen uitslag koorts trilt verdoofd bleek blauw stuip* flauw* めまい 吐 腫れ 熱 震え しびれ 青白 けいれん 痙攣 発疹 ぐったり 意識',
  collapse:
    'collapse* unconscious unresponsive passed fainted blacked slumped slump responding respond wake woken waking ohnmacht ohnmachtig bewusstlos* zusammengebrochen umgekippt kippte reagiert aufwachen ansprechbar evanoui* inconscient* effondr* reagit reveille* desplom* reacciona despierta svenut* incosciente crollat* risponde sveglia desmai* desabou reage acorda bewusteloos flauwgevallen ingestort reageert wakker 倒れ 意識 反応',
  breath:
    'breathe breathing breath breathes choke choking chokes suffocat* wheez* gasp* airway oxygen inhaler asthma lung lungs atmet atmen luft erstick* keucht sauerstoff lunge respir* souffle etouff* oxygene asthme poumon* aire asfixi* ahog* oxigeno asma pulmon* aria soffoc* ossigeno polmon* ar sufoc* engasg* oxigenio pulma* adem ademt stikt stikken zuurstof longen benauwd 息 呼吸 酸素 喘息 窒息',
  heart:
    'heart cardiac stroke herz herzinfarkt schlaganfall coeur infarctus avc corazon infarto ictus cuore coracao enfarte hart hartaanval beroerte 心臓 心筋 脳卒中',
  blood:
    'blood bleed bleeds bleeding bloody bled blutet bluten blut blutung sang saigne* sangue sanguin* sangr* bloed bloedt bloeden 血 出血',
  hurt_injury:
    'hurt hurts injured injury injuries wound* bruise* broken concussion crushed scald* burned burnt burns burning blister* gash stitches scar scars mark marks verletzt verletzung* wunde* blaue flecken gebrochen verbrannt verbruht verbrennung* narben bless* bleus fractur* brul* cicatric* herid* golpe golpes moraton* quemad* ferit* livid* ustion* bruciat* ferid* hematoma* queimad* cicatriz* gewond* wond* blauwe plekken verbrand* litteken* 怪我 けが 傷 骨折 やけど あざ 火傷',
  pain: 'pain painful agony ache schmerz* weh douleur* mal dolor* duele dor dores pijn 痛',
  swallow:
    'swallow* ate eaten drank drunk ingested licked bitten sucked chewed mouthful verschluckt geschluckt gegessen getrunken aval* bu mange trag* bebi* comid* ingoi* bevut* mangiat* engoli* bebeu comeu ingeri* ingeslikt gedronken opgegeten 飲み込 誤飲 飲んで 食べて',
  poison:
    'poison* bleach detergent chemical chemicals cleaner antifreeze pesticide drain acid lye ammonia chlorine capsule capsules pods giftig bleiche reiniger chemikalie* saure chlor toxique javel acide chlore veneno lejia toxic* acido cloro veleno candeggina lixivia vergif* bleekmiddel chloor zuur 毒 漂白 洗剤 薬品 中毒',
  medicine:
    'pill pills tablet tablets medication meds dose doses overdose* insulin epipen paracetamol painkiller* antidepressant* opioid* morphine sleeping inhaler refill prescription injection tabletten medikament* dosis uberdosis schlafmittel schlaftabletten medicament* comprime* cachet* surdose insuline somnifere* pastilla* sobredosis insulina somnifero* pillol* compress* farmac* medicin* sonnifer* comprimido* remedio* pillen medicijn* overdosis slaappillen 薬 錠 インスリン 睡眠薬',
  fire_smoke:
    'fire flames flame smoke smoking smoulder* spark sparks sparking blast hissing melted melting burning arson brennt feuer flammen rauch qualm* funken explod* geschmolzen incendie feu flammes fumee etincelle* explos* fuego llamas humo incendio chispas explot* fuoco fiamme fumo scintille esplos* fogo chamas fumaca faiscas brand vlam* rook vonken ontplof* 火 煙 火事 爆発 炎 燃え 発火 火花',
  gas: 'gas fumes carbon monoxide leak leaking smell smells odour odor rotten eggs gasgeruch riecht kohlenmonoxid gaz fuite odeur monoxyde fuga olor monoxido odore puzza monossido cheiro gaslucht lek koolmonoxide ガス 一酸化炭素 臭い 匂い',
  shock:
    'shock shocked electrocut* jolt zapped socket wire wires voltage stromschlag steckdose prise courant enchufe calambre descarga scossa presa folgorat* choque eletrocut* tomada schok stopcontact 感電 コンセント',
  trapped:
    'trapped stuck locked shut pinned lift elevator crushed flood flooding flooded rising submerged buried eingeschlossen eingesperrt gefangen aufzug fahrstuhl steckt eingeklemmt uberflut* hochwasser coince* enferme* ascenseur bloque* inond* atrapad* encerrad* ascensor inund* bloccat* chius* intrappolat* ascensore allag* pres* tranca* elevador fechad* alag* opgesloten vast overstrom* 閉じ込め エレベーター 浸水 閉じこめ',
  fall: 'fell fallen falling slipped tripped stairs gesturzt gefallen treppe tombe* chute escalier* cai* escaleras cadut* scale escadas gevallen trap 転 落ち 階段',
  accident:
    'crash crashed accident collided wreck overturned skid* knocked unfall zusammenstoss angefahren renverse* accidente choc* incidente investit* acidente atropel* ongeluk aangereden 事故 衝突',
  vital_device:
    'concentrator ventilator cpap pacemaker dialysis defibrillator pump monitor nebuliser nebulizer stairlift alarm pendant beatmung* dialyse herzschrittmacher sauerstoffgerat respirateur marcapasos ventilador dialisis concentrador ventilatore dialisi concentratore respirador dialise beademing* 人工呼吸器 透析 酸素濃縮器',
  fails:
    'stopped fails failed failing empty gone out ran cut off died ausgefallen leer alle ausgegangen panne arrete vide coupe fallo falla vacio agotad* apag* guasto finit* spent* vuoto acab* avari* vazio parou uitgevallen leeg op kapot 止ま 切れ 故障',
  emergency:
    'emergency ambulance 911 999 112 paramedic* hospital doctor er icu urgent police firefighter* notarzt krankenwagen notfall krankenhaus notaufnahme arzt polizei feuerwehr samu hopital urgence* medecin pompiers ambulancia emergencia* medico policia bomberos ambulanza ospedale emergenza polizia pompieri bombeiros ziekenhuis spoed arts politie brandweer 救急 病院 医者 警察 消防 119 110',
  allergy:
    'anaphyla* peanut* nut nuts bee wasp sting stung nuss nusse wespe biene erdnuss allerg* cacahuet* arachide* guepe abeille avispa abeja nocciol* vespa api alerg* amendoim abelha pinda* wesp bij アレルギー ピーナッツ 蜂',
  pregnant:
    'pregnant pregnancy labour contractions miscarr* waters schwanger* wehen enceinte embarazad* contracciones incinta contrazioni gravid* contracoes zwanger weeen 妊娠 陣痛',
  heat_cold:
    'freezing hypotherm* frostbite heatstroke dehydrat* overheat* stranded blizzard desert erfrier* unterkuhl* hitzschlag verdurst* gele deshydrat* congel* insolacion deshidrat* assider* disidrat* desidrat* onderkoel* uitgedroogd 凍え 熱中症 脱水',
  weapon:
    'gun guns shotgun rifle pistol knife knives blade machete axe hammer bat crowbar petrol gasoline lighter match matches acid bomb explosive* ammo bullets firearm armed weapon* molotov waffe pistole gewehr messer axt benzin bombe bewaffnet sprengstoff arme couteau fusil pistolet essence hache arma cuchillo pistola escopeta gasolina bomba hacha coltello fucile benzina ascia faca espingarda revolver mes pistool geweer benzine bom bijl wapen ナイフ 銃 包丁 爆弾 ガソリン 武器 刃物',
  kill: 'kill kills killed killing murder* shoot shot stab* slaughter execute behead strangle* drown* umbringen umbringe toten tote erschiess* ermord* abstechen erstech* tuer tuerai tue assassin* descend* etrangl* matar mato matare mate asesin* degollar estrangul* uccid* ammazz* sparo strangol* sgozz* matarei degolar esfaque* vermoord* doodmaken doodschieten doodsteken neersteken wurg* 殺 刺',
  hit: 'hit hits hitting beat beats beaten beating punch* slap* kick* smash* smack* spank* thrash* hurt harm break breaking attack* assault* bash* choke throttle shake shook shoved pushed threw throw schlag* schlug geschlagen prugel* verprugel* treten trat angegriffen wurgt frapp* cogn* gifl* coups agress* secoue peg* golpe* patea* agred* empuj* sacud* picchi* botte schiaff* pugn* calci aggred* spint* bat* espanc* soco* chut* empurr* sla slaan slaat geslagen schopt schoppen aangevallen duwde mishandel* 殴 叩 蹴 暴力 襲',
  revenge:
    'revenge regret pay payback suffer punish sorry warned warning watch careful lesson deserve consequences rache bereuen bussen zahlen warnung aufpassen lektion vengeance regretter payer lecon venganza arrepent* pagar cuidado leccion vendetta pentir* pagher* attent* lezione vinganca arrepend* licao wraak spijt boeten waarschuwing oppassen lesje 後悔 復讐 覚え 思い知',
  approach:
    'come coming wait waiting find drop show turn outside home kommen komme besuch* warte finden vorbei* viens viendr* attend* trouv* voy ire encontr* vengo verro visit* aspett* trov* vou irei esper* kom komen bezoek* wacht* vind* 行く 待って 会いに 見つけ',
  address:
    'address house live lives street building office store shop warehouse branch depot headquarters door doorstep car plate shift adresse haus wohnt wohnst buro filiale laden lager hauptsitz feierabend maison habite* immeuble bureau magasin entrepot siege direccion casa vive* edificio oficina tienda almacen sede indirizzo abit* ufficio negozio magazzino endereco mora predio escritorio loja armazem adres huis woont kantoor winkel magazijn 住所 家 会社 店 事務所 倉庫',
  staff:
    'driver drivers courier technician agent agents manager boss staff worker* guard rep cashier teller ceo fahrer kurier techniker chef filialleiter mitarbeiter* chauffeur livreur technicien employe* patron conseill* conductor repartidor tecnico jefe emplead* autista corriere capo impiegat* dipendent* motorista entregador chefe funcionari* bezorger monteur baas medewerker* 運転手 配達員 店員 社長 担当者 職員',
  stalk:
    'follow* stalk* watching watches spying tracking hunt hunting harass* threaten* threat threats blackmail* extort* verfolg* beobacht* bedroh* droh* belastig* erpress* suit suivi* harcel* menac* epie sigue* sigui* acos* amenaz* chantaje segu* minacc* ricatt* spia* perseg* ameac* chantag* vigi* volg* achtervolg* bedreig* chanteer* lastig 脅 ストーカー つけ 尾行 監視',
  fear: 'afraid scared frightened fear fearing panic* hide hiding hid angst furchte panik versteck* peur terrifi* cache* panique miedo aterr* escond* paura terrorizz* nascost* nascond* medo apavor* bang verstop* 怖 恐 隠れ',
  safe: 'safe unsafe help save rescue sicher hilfe rett* secours aide sauv* ayuda socorro salv* aiuto soccorso ajuda hulp red* veilig 助け 安全',
  alone_night:
    'alone unattended unsupervised nobody none night nights midnight dark darkness allein alleine unbeaufsichtigt niemand nacht nachts dunkel* seul* personne nuit noir sol* nadie noche oscur* nessuno notte buio sozinh* ninguem noite escur* alleen donker 一人 ひとり 独り 誰も 夜 暗',
  lock_room:
    'room bedroom cellar basement closet wardrobe attic cage bathroom garage locked zimmer schlafzimmer keller schrank dachboden bad abgeschlossen chambre cave placard grenier cuarto habitacion sotano armario desvan bano garaje camera cantina armadio soffitta bagno quarto porao sotao banheiro garagem kamer slaapkamer kelder kast zolder badkamer 部屋 地下室 押入れ 寝室 風呂',
  drink_drugs:
    'drunk alcohol drinking vodka drugs needles heroin cocaine weed high stoned betrunken alkohol drogen spritzen ivre alcool drogue* seringues borrach* droga* jeringas ubriac* alcol siringhe bebad* seringas dronken drank spuiten 酔 酒 薬物',
  missing:
    'missing lost disappeared vanished gone ran runaway wandered seen vermisst verschwunden weggelaufen abgehauen verloren disparu* fugue* perdu* desaparec* perdid* fugad* escap* scompars* pers* scappat* fugiu vermist verdwenen weggelopen kwijt 行方不明 いなくな 迷子 家出 帰ってこな',
  secret_lure:
    'secret tell telling told promise gifts sweets candy puppy ride van meet meeting coins skins geheim* erzahlen verrat* geschenk* sussigkeiten treffen cadeaux bonbons rencontrer secreto regalos caramelos quedar segreto regali caramelle incontrar* segredo presentes doces encontrar* cadeautjes snoep afspreken ontmoeten 秘密 内緒 お菓子 会おう 会いたい',
  picture:
    'picture pictures pics video videos camera webcam naked undress* bath clothes foto* bilder kamera nackt ausziehen film* photo* image* deshabill* camara desnud* spogli* nu* despid* bloot naakt uitkleden 写真 動画 裸 カメラ 脱',
  stranger:
    'stranger strangers man men guy creep weirdo pervert someone coach teacher trainer tutor priest pastor babysitter nanny childminder fremder fremde erwachsene* lehrer tagesmutter inconnu* homme entraineur prof professeur nounou desconocid* hombre adult* entrenador profesor* ninera sconosciut* uomo allenatore maestr* insegnante desconhecid* homem treinador professor* baba vreemde* volwassen* leraar juf oppas 知らない人 男の人 大人 先生 コーチ 見知らぬ',
  touch:
    'touch touching groped kiss kissed sexual sex molest* rape* bed beruhrt beruhren anfassen missbrauch* vergewaltig* kuss* touche* attouchement* abus* viol* embrass* bes* stupr* baci* toc* estupr* beij* aanraken raakt misbruik* verkracht* zoen* 触 虐待 性的 キス',
  force:
    'makes made allowed allow sold sell sale slave marry married marriage wedding work zwing* gezwungen verkauf* heirat* forc* oblig* mari* fuerz* vend* cas* matrimonio costring* obblig* spos* obrig* dwing* gedwongen verkocht trouw* uithuwelijk* 無理やり 強制 結婚させ 売',
  hunger:
    'hungry starving starve food fed feed eat eaten bread skeleton thin hunger hungrig verhunger* essen gefuttert faim affam* nourri* manger hambre comida come famelic* fame cibo mangia* fome faminto honger eten uitgehongerd 空腹 食べ物 食べさせ ご飯 お腹をすかせ',
  cry: 'cry crying scream* shout* yell* sob* wein* schrei* brull* pleur* cri crie* hurl* llor* grit* piang* url* grid* chor* huil* schreeuw* gil* krijs* 泣 叫 悲鳴 怒鳴',
  farewell:
    'goodbye bye farewell last final forever abschied lebewohl letzte* adieu derniere* dernier toujours adios despedida siempre addio ultim* sempre adeus vaarwel afscheid laatste voorgoed さようなら さよなら 最後 お別れ 永遠',
  die: 'dies dying died dead death sterben stirbt tot tod selbstmord suizid* mourir meurt mort morte suicid* morir muere muerto muerta muerte morire muore morto morta morrer morre sterven sterft dood zelfmoord zelfdoding 死 自殺 自死 亡くな',
  self: 'myself himself herself themselves ourselves yourself selbst mir mich misma mismo stesso stessa mesma mesmo mezelf zichzelf 自分',
  self_injury:
    'cutting cuts cut slit razor blades scratch* burn bang ritze* ritzt schneid* schnitt* klinge* rasierklinge* scarifi* coupe* lame* rasoir cort* cuchillas autolesion* tagli* laminas automutil* snijd* snee* krassen scheermes* リスカ 自傷 切って カミソリ',
  rope_height:
    'rope noose belt hang hanging bridge roof ledge balcony platform rails tracks cliff river viaduct jump jumping jumped edge strick seil gurtel brucke dach balkon gleis* klippe fluss spring* sprung corde ceinture pont toit balcon falaise riviere saut* cuerda cinturon puente azotea vias acantilado rio salt* tir* corda cintura ponte tetto balcone binari scogliera fiume butt* cinto telhado varanda trilhos penhasco pul* touw riem brug dak spoor rotswand 橋 屋上 ロープ 線路 ベランダ 飛び降り 崖 川',
  live: 'live living life lives alive exist existing existence leben lebe existieren dasein vivre vie exister vivir vida existir vivere vita esistere viver leven bestaan 生き 人生 命',
  no_more:
    'anymore longer enough continue carry bear stand stop end ends ended ending over finish mehr ertrage* aushalt* schluss ende vorbei beenden weitermach* plus supporter supporte continuer fin terminer mas aguant* soport* terminar acabar seguir piu soppor* resist* finir* basta continuare mais aguent* suport* fim continuar desist* meer volhoud* einde stoppen verder もう 終わり 終わらせ 耐え 限界 疲れ',
  hopeless:
    'hopeless pointless point reason useless worthless failure nothing burden meaningless empty despair desperate ashamed shame guilt hoffnungslos sinnlos sinn wertlos versager last verzweif* scham leer desespoir* fardeau sens honte vide desesper* carga sentido verguenza vacio fracas* disper* inutil* peso senso vergogna vuot* falliment* fardo vergonha vazi* hopeloos zinloos waardeloos nutteloos schaamte leeg 絶望 意味 価値 無駄 迷惑 生きる意味 恥',
  gone_soon:
    'gone leaving leave disappear away where there hereafter weg fort verschwinden gehe disparaitre parti* irme ire desaparec* marchar* andarmene sparir* embora sumir weggaan verdwijnen いなくな 消え 消えたい 旅立',
  better_off: 'better without off besser ohne mieux sans mejor sin meglio senza melhor sem beter zonder',
  affairs:
    'will note notes inherit belongings funeral testament erbe beerdigung abschiedsbrief lettre* heritage obseques carta* testamento herencia letter* eredita funerale heranca brief* erfenis begrafenis 遺書 遺言 手紙 葬式 身辺整理',
  debt_ruin:
    'debt debts gambled bankrupt fired evicted divorce lost verspielt pleite gekundigt ruiniert dette* ruine* licenci* expuls* deuda* arruinad* despedid* desahuci* debit* rovinat* licenziat* sfratt* divida* despejad* schuld* failliet ontslagen 借金 破産 失業 離婚',
  peace:
    'peace rest sleep forgive sorry love thank kindness frieden ruhe schlafen verzeih* liebe paix repos dormir pardon aime paz descans* quiero pace ripos* dormire amo perdo* rust vrede slapen vergeef* 許し 眠 ごめん ありがとう 安らか 愛して',
  now: 'now right just tonight today minutes ago currently still jetzt gerade minuten sofort soeben maintenant soir vient ahora noche acaba minutos adesso ora stasera appena minuti agora hoje acabou nu net vanavond 今 さっき 今夜 分前',
  not: "not no never nobody nothing cant can't cannot don't dont won't wont isn't doesn't couldn't didn't nicht kein* nie niemals nichts ne pas jamais rien aucun* nunca nada ningun* non mai niente nessun* nao nenhum* niet geen nooit niets ない ません",
  harm_intent:
    "want wants going gonna plan planning decided ready i'll swear think thinking thought intend will mochte vorhaben entschieden bereit veux vais decide pret quiero voy list* voglio decis* pront* quero vou decidi* wil ga besloten klaar つもり たい 決め",
} as const;

type Sense = keyof typeof words;

const whole = new Map<string, Sense[]>();
const stems = new Map<string, Sense[]>();
const within: [string, Sense][] = [];
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

for (const [sense, list] of Object.entries(words) as [Sense, string][])
  for (const word of list.split(' ')) {
    if (unspaced.test(word)) within.push([word.normalize('NFKD'), sense]);
    else if (word.endsWith('*')) add(stems, word.slice(0, -1), sense);
    else add(whole, word, sense);
  }

function add(map: Map<string, Sense[]>, key: string, sense: Sense): void {
  const known = map.get(key);
  if (known) known.push(sense);
  else map.set(key, [sense]);
}

const SHORTEST_STEM = Math.min(...[...stems.keys()].map((stem) => stem.length));
const LONGEST_STEM = Math.max(...[...stems.keys()].map((stem) => stem.length));

/** Pure. The senses of a folded word, each once. */
export function sensesOf(word: string): Sense[] {
  const found = [...(whole.get(word) ?? [])];
  for (let length = SHORTEST_STEM; length <= Math.min(word.length, LONGEST_STEM); length++)
    found.push(...(stems.get(word.slice(0, length)) ?? []));
  if (unspaced.test(word)) for (const [part, sense] of within) if (word.includes(part)) found.push(sense);
  return found.length > 1 ? [...new Set(found)] : found;
}
