// What a host developer writes to embed Guide Engine: who this is, and what happened.

export function introduce(session) {
  const { person, company, guide } = session;
  const { id: companyId, ...companyFacts } = company;
  GuideEngine.init({ key: guide.key, url: guide.url, language: person.language });
  GuideEngine.identify(
    person.id,
    { name: person.name, role: person.role, language: person.language },
    { token: guide.token },
  );
  GuideEngine.group(companyId, companyFacts);
}

export function track(event, properties = {}) {
  GuideEngine.track(event, properties);
}

export function openHelp() {
  GuideEngine.help.open();
}
