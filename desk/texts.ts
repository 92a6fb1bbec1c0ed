/** Reviewed texts that customers may get from every desk, by language, and the choice among them. */

type ByLanguage = Partial<Record<string, string>>;

export interface Texts {
  /** Told once at a hand-off. The slot is {{ queueName }}. */
  notice: ByLanguage;
  /** By danger risk: what is sent at once, once, before anything else. No slots. */
  safety: Partial<Record<string, ByLanguage>>;
}

export const builtinTexts: Texts = {
  notice: {
    en: 'Thank you for your message. A person from our team ({{ queueName }}) will answer you here. They can see everything you have written, so there is no need to repeat it.',
    de: 'Vielen Dank für Ihre Nachricht. Jemand aus unserem Team ({{ queueName }}) antwortet Ihnen hier. Alles, was Sie geschrieben haben, liegt dort vor; Sie müssen nichts wiederholen.',
    fr: 'Merci pour votre message. Une personne de notre équipe ({{ queueName }}) vous répondra ici. Elle voit tout ce que vous avez écrit : vous n’avez rien à répéter.',
    es: 'Gracias por su mensaje. Una persona de nuestro equipo ({{ queueName }}) le responderá aquí. Puede ver todo lo que ha escrito, así que no tiene que repetirlo.',
  },
  safety: {
    self_harm: {
      en: 'We are glad that you told us. A person is being called to read your message now. If you might hurt yourself, please call your local emergency number (911 in the US and Canada, 999 in the UK, 112 in Europe) or a crisis line near you, or ask somebody to stay with you.',
      de: 'Gut, dass Sie uns das geschrieben haben. Wir rufen jetzt jemanden, der Ihre Nachricht liest. Wenn Sie sich etwas antun könnten, rufen Sie bitte den Notruf 112 oder eine Krisennummer in Ihrer Nähe an, oder bitten Sie jemanden, bei Ihnen zu bleiben.',
      fr: 'Vous avez bien fait de nous l’écrire. Nous appelons maintenant une personne pour lire votre message. Si vous risquez de vous faire du mal, appelez le 112 ou une ligne d’écoute près de chez vous, ou demandez à quelqu’un de rester avec vous.',
      es: 'Ha hecho bien en contárnoslo. Estamos avisando a una persona para que lea su mensaje ahora. Si puede hacerse daño, llame al 112 o al número de emergencias de su país, o a una línea de crisis cercana, o pida a alguien que se quede con usted.',
    },
    threat: {
      en: 'A person is being called to read your message now. If anybody is in danger, please call your local emergency number at once (911 in the US and Canada, 999 in the UK, 112 in Europe).',
      de: 'Wir rufen jetzt jemanden, der Ihre Nachricht liest. Wenn jemand in Gefahr ist, rufen Sie bitte sofort den Notruf 112 an.',
      fr: 'Nous appelons maintenant une personne pour lire votre message. Si quelqu’un est en danger, appelez immédiatement le 112.',
      es: 'Estamos avisando a una persona para que lea su mensaje ahora. Si alguien está en peligro, llame de inmediato al 112 o al número de emergencias de su país.',
    },
    medical_emergency: {
      en: 'Please call your local emergency number now (911 in the US and Canada, 999 in the UK, 112 in Europe): they can help faster than we can. A person here is being called to read your message too.',
      de: 'Bitte rufen Sie jetzt den Notruf 112 an: Dort hilft man schneller, als wir es können. Auch bei uns rufen wir jemanden, der Ihre Nachricht liest.',
      fr: 'Appelez maintenant le 112 ou le 15 : ils peuvent vous aider plus vite que nous. Nous appelons aussi une personne pour lire votre message.',
      es: 'Llame ahora al 112 o al número de emergencias de su país: pueden ayudarle más rápido que nosotros. Aquí también estamos avisando a una persona para que lea su mensaje.',
    },
    child_at_risk: {
      en: 'A person is being called to read your message now. If a child is in danger, please call your local emergency number at once (911 in the US and Canada, 999 in the UK, 112 in Europe).',
      de: 'Wir rufen jetzt jemanden, der Ihre Nachricht liest. Wenn ein Kind in Gefahr ist, rufen Sie bitte sofort den Notruf 112 an.',
      fr: 'Nous appelons maintenant une personne pour lire votre message. Si un enfant est en danger, appelez immédiatement le 112 ou le 119.',
      es: 'Estamos avisando a una persona para que lea su mensaje ahora. Si un niño está en peligro, llame de inmediato al 112 o al número de emergencias de su país.',
    },
  },
};

/** `given` over `base`, text by text. */
export function allTexts(base: Texts, given: Texts): Texts {
  const safety: Texts['safety'] = { ...base.safety };
  for (const [risk, byLanguage] of Object.entries(given.safety))
    safety[risk] = { ...base.safety[risk], ...byLanguage };
  return { notice: { ...base.notice, ...given.notice }, safety };
}

export interface ChosenText {
  text: string;
  language: string;
}

/** The text in the customer's language, else in its base language (`pt` for `pt-BR`), else the desk's, else English. */
export function textIn(
  texts: ByLanguage,
  wanted: string | null,
  deskLanguage: string,
): ChosenText | undefined {
  for (const tag of [wanted, deskLanguage, 'en']) {
    if (!tag) continue;
    for (const language of [tag, tag.split('-')[0] ?? tag]) {
      const text = texts[language];
      if (text) return { text, language };
    }
  }
  return undefined;
}
