// A police file made for one run: thirty incidents of made-up families, among them what a journey needs. Nothing is random:
// `tag` keeps the files of two runs apart, so that the people of one are not candidates for the other.

const COLUMNS = [
  'incident_reference', 'received_at', 'incident_place', 'police_attended', 'domestic_abuse', 'risk_instrument', 'risk_grade',
  'summary', 'person_reference', 'role', 'given_names', 'surname', 'date_of_birth', 'sex', 'relationship_to_victim',
  'address_state', 'address_lines', 'postcode', 'safe_to_contact', 'child_present', 'child_words',
];

const INCIDENTS = 30;
const FIRST = ['Bar', 'Cor', 'Dun', 'Fal', 'Gar', 'Hol', 'Kin', 'Lan', 'Mor', 'Nor', 'Pel', 'Ran', 'Sel', 'Tor', 'Wen'];
const LAST = ['wick', 'thorpe', 'mere', 'stow', 'combe', 'holt', 'ridge', 'field', 'bourne', 'leigh', 'dale', 'worth'];
/** By the first letter of a file's tag: surnames, birth years and postcodes of two files are far from each other. */
const MIDDLE = { A: '', B: 'ander', C: 'elling', D: 'os', R: 'ing' };
const WOMEN = ['Orla', 'Priya', 'Zofia', 'Maryam', 'Elin', 'Ngozi', 'Hanna', 'Rosa', 'Amara', 'Thea'];
const MEN = ['Callum', 'Rafal', 'Imran', 'Gethin', 'Obi', 'Stefan', 'Lewis', 'Tomas', 'Kwame', 'Joel'];
const CHILDREN = ['Isla', 'Rowan', 'Safa', 'Bryn', 'Kofi', 'Lena', 'Milo', 'Nia', 'Omar', 'Wren'];

/** Places of the incidents that journeys ask for by name. */
const PARTS = [
  'keyboard', 'first', 'again', 'apart', 'unreadable', 'adultOnly', 'sameForAll', 'perChild', 'twoWorkers', 'past', 'safe',
];

const HOUR = 3_600_000;

function family(tag, place) {
  const turn = (list, by) => list[(place * by + tag.charCodeAt(0)) % list.length];
  const apart = Object.keys(MIDDLE).indexOf(tag[0]);
  const surname = `${FIRST[(place + apart) % FIRST.length]}${MIDDLE[tag[0]]}${LAST[(place * 5 + apart) % LAST.length]}`;
  const postcode = `ZZ${(place % 9) + 1} ${apart}QX`;
  const home = { address_state: 'known', address_lines: `${place + 3} Made Up Row ${apart}`, postcode };
  const born = (year) => `${year + ((place + apart) % 5)}-0${((place + 2 * apart) % 9) + 1}-1${place % 10}`;
  const child = (by, year) => ({
    role: 'child', given_names: CHILDREN[(place + by) % CHILDREN.length], surname, date_of_birth: born(year), sex: 'U',
    relationship_to_victim: 'child', child_present: 'yes', ...home,
  });
  return {
    surname,
    victim: {
      role: 'victim', given_names: turn(WOMEN, 3), surname, date_of_birth: born(1984), sex: 'F', safe_to_contact: '10:00-14:00 only',
      ...home,
    },
    perpetrator: {
      role: 'perpetrator', given_names: turn(MEN, 7), surname, date_of_birth: born(1981), sex: 'M',
      relationship_to_victim: 'husband', ...home,
    },
    children: [child(0, 2011), child(3, 2013), child(6, 2015)],
  };
}

/** Who is in the incident at this place. */
function people(tag, place) {
  const part = PARTS[place];
  // One family comes three times: whole, whole again, and in part.
  const own = family(tag, ['again', 'apart'].includes(part) ? PARTS.indexOf('first') : place);
  const adults = [own.victim, own.perpetrator];
  const shapes = {
    keyboard: [own.victim, own.children[0]],
    first: [...adults, own.children[0], { ...own.children[1], child_words: 'I heard it through the wall.' }],
    again: [...adults, own.children[0], own.children[1]],
    apart: [own.victim, own.perpetrator],
    unreadable: [own.victim, { ...own.children[0], date_of_birth: '31/02/2015' }],
    adultOnly: adults,
    sameForAll: [own.victim, ...own.children],
    perChild: [own.victim, own.children[0], own.children[1]],
    safe: [{ ...own.victim, safe_to_contact: 'no' }, own.children[0]],
  };
  return { surname: own.surname, rows: shapes[part] ?? [...adults, ...own.children.slice(0, 1 + (place % 2))] };
}

function quoted(value) {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The file's text, and for each part by name its reference and surname. Incidents are `apart` hours from each other. */
export function policeFile(tag, now, apart = 3) {
  const parts = {};
  const lines = [COLUMNS.join(',')];
  for (let place = 0; place < INCIDENTS; place += 1) {
    const reference = `${tag}-${String(place + 1).padStart(3, '0')}`;
    const { surname, rows } = people(tag, place);
    if (PARTS[place]) parts[PARTS[place]] = { reference, surname, people: rows };
    // The first has waited longest: it stands at the top of the queue.
    const received = new Date(now - (place === 0 ? 400 : apart * place + 1) * HOUR).toISOString();
    const incident = {
      incident_reference: reference, received_at: received, incident_place: 'at home', police_attended: 'yes',
      domestic_abuse: place % 3 === 2 ? 'no' : 'yes', risk_instrument: 'dash',
      risk_grade: ['high', 'medium', 'standard', 'unknown'][place % 4],
      summary: 'Neighbours rang, because they heard shouting. Officers spoke to everybody, one at a time.',
    };
    rows.forEach((row, number) => {
      const whole = { ...incident, person_reference: `${reference}-${number}`, ...row };
      lines.push(COLUMNS.map((column) => quoted(whole[column] ?? '')).join(','));
    });
  }
  const lost = { received_at: new Date(now).toISOString(), role: 'child', given_names: 'Nobody', surname: `Lost${tag}`, domestic_abuse: 'yes' };
  lines.push(COLUMNS.map((column) => quoted(lost[column] ?? '')).join(','));
  return { text: `${lines.join('\r\n')}\r\n`, incidents: INCIDENTS, rows: lines.length - 1, parts };
}
