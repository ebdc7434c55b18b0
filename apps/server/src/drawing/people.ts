import type { Visibility } from '@visage/contract/profile';
import { type DemoPicture, pictures } from './people-pictures';

/** What people say about themselves, within the contract's limits. */
interface Introduction {
  handle: string;
  displayName: string;
  bio: string;
  pronouns: string;
  location: string;
  website: string;
  visibility: Visibility;
}

/** One of the people of `bun visage demo`. All are invented. Without `draw` they have no picture, and `altText` is empty. */
export type DemoPerson = Introduction & Partial<Pick<DemoPicture, 'draw'>> & Pick<DemoPicture, 'altText'>;

type Given = Pick<Introduction, 'handle' | 'displayName' | 'bio'> & Partial<Introduction>;

/** Written in letters that DejaVu and Liberation have, or a machine with nothing else, as CI is, would show boxes. */
const introductions: readonly Given[] = [
  {
    handle: 'amara',
    displayName: 'Amara Okonjo-Reyes',
    pronouns: 'she/her',
    location: 'Lisbon',
    website: 'https://amara.example.org',
    bio: 'Bridge engineer. I can tell you why it stands up, and on a good day why it was worth crossing.',
  },
  {
    handle: 'lin-meiyue',
    displayName: 'Lin Meiyue',
    pronouns: 'she/her',
    location: 'Taipei',
    bio: 'Mends old books by day and kneads dough by night. Neither can be hurried.',
  },
  {
    handle: 'layla',
    displayName: 'ليلى الحدّاد',
    location: 'عمّان',
    website: 'https://layla.example.org',
    bio: 'أرسم خرائط للمدن التي لا تحبّ الخطوط المستقيمة. القهوة بلا سكّر، والنقاش بلا عجلة.',
  },
  {
    handle: 'tomas_v',
    displayName: 'Tomás Villaseñor',
    pronouns: 'él',
    location: 'Oaxaca',
    bio: 'Luthier. Afino guitarras de oído y horarios a ojo; casi siempre salen mejor las guitarras.',
  },
  {
    handle: 'ingrid',
    displayName: 'Ingrid Solheim',
    pronouns: 'she/her',
    location: 'Tromsø',
    bio: 'Retired ship’s radio officer. I still answer the telephone with “over”.',
  },
  {
    handle: 'harpreet',
    displayName: 'Harpreet Singh Gill',
    pronouns: 'he/him',
    location: 'Birmingham',
    website: 'https://gill-bakes.example.org',
    bio: 'Paediatric nurse by night, sourdough by morning. Both need warmth, patience and somebody who listens.',
  },
  {
    handle: 'maximiliana',
    displayName: 'Maximiliana Theodora Wilhelmina von Habenstein-Oberländer zu Sankt Florian',
    pronouns: 'sie/ihr',
    location: 'Linz',
    bio: 'Maxi reicht völlig. Ich teste beruflich Formulare – raten Sie, warum.',
  },
  {
    handle: 'wulandari',
    displayName: 'Wulandari',
    pronouns: 'dia',
    location: 'Yogyakarta',
    bio: 'One name, four bicycles. I teach volcano science to people who live next to one.',
  },
  {
    handle: 'juniper',
    displayName: 'Juniper Blake ☘',
    pronouns: 'they/them',
    location: 'Bristol',
    website: 'https://juniper.example.org/greenhouse',
    bio: 'Keeper of forty-one houseplants. The picture is the one that behaves.',
  },
  {
    handle: 'olena-k',
    displayName: 'Олена Ковальчук',
    pronouns: 'вона',
    location: 'Львів',
    bio: 'Перекладаю казки з шести мов. Вовк у кожній інший, а бабуся всюди та сама.',
  },
  {
    handle: 'kofi',
    displayName: 'Kofi Asante-Mills',
    pronouns: 'he/him',
    location: 'Kumasi',
    website: 'https://kofi.example.org',
    bio: 'I restore old radios and then argue with what comes out of them.',
  },
  {
    handle: 'priya_r',
    displayName: 'Priya Raghunathan',
    pronouns: 'she/her',
    location: 'Chennai',
    bio: 'Astronomer. Bad at mornings for professional reasons, and grateful for the excuse.',
  },
  {
    handle: 'sotiris',
    displayName: 'Σωτήρης Παππάς',
    location: 'Ναύπλιο',
    bio: 'Βιβλιοπώλης. Έχω διαβάσει τα μισά· για τα άλλα μισά έχω γνώμη.',
  },
  {
    handle: 'yuki-tanabe',
    displayName: 'Yuki Tanabe',
    pronouns: 'they/them',
    location: 'Sapporo',
    bio: 'Sign-language interpreter and drummer. Yes, I feel the bass first. So should you.',
  },
  {
    handle: 'niamh',
    displayName: 'Niamh Ní Dhálaigh',
    pronouns: 'sí/í',
    location: 'Gaillimh',
    bio: 'Marine biologist. I count seals for a living; they have started counting me back.',
  },
  {
    handle: 'malik',
    displayName: 'Malik Johnson-Ferrer',
    pronouns: 'he/him',
    location: 'Chicago',
    website: 'https://malik.example.org',
    bio: 'School librarian. Loudest laugh in the quiet room.',
  },
  {
    handle: 'beatriz',
    displayName: 'Beatriz Carvalhal',
    pronouns: 'ela',
    location: 'Porto',
    bio: 'Tipógrafa há quarenta anos. Ainda sonho com o espaço certo entre o A e o V.',
  },
  {
    handle: 'wiremu',
    displayName: 'Wiremu Tahere',
    pronouns: 'ia',
    location: 'Rotorua',
    bio: 'Builds boats, coaches under-tens, loses to them graciously.',
  },
  {
    handle: 'noa-barak',
    displayName: 'נועה ברק',
    location: 'חיפה',
    bio: 'אני מצלמת מגדלורים. תמונה שלי עוד אין, אבל מגדלורים יש בשפע.',
  },
  {
    handle: 'esi',
    displayName: 'Esi Quarshie',
    pronouns: 'she/her',
    location: 'Rotterdam',
    website: 'https://esi.example.org',
    bio: 'Judge on weekdays, jazz trombone on Saturdays. Order in both, eventually.',
  },
  {
    handle: 'mateusz',
    displayName: 'Mateusz Wróbelski',
    pronouns: 'on',
    location: 'Kraków',
    bio: 'To nie ja, to Pani Klementyna. Ona tu decyduje.',
    visibility: 'private',
  },
  {
    handle: 'elif',
    displayName: 'Elif Yıldırımer',
    pronouns: 'o',
    location: 'Bodrum',
    bio: 'Teaches sailing to people who fear water. Feared it too, once; that is the qualification.',
  },
  {
    handle: 'ravi-dsouza',
    displayName: 'Ravi D’Souza',
    pronouns: 'he/him',
    location: 'Goa',
    bio: 'Crossword setter. My picture is an anagram of nothing.',
    visibility: 'members',
  },
  {
    handle: 'tenzin',
    displayName: 'Tenzin Dolkar',
    pronouns: 'she/they',
    location: 'Leh',
    bio: 'Mountain rescue. If we never meet, we are both having a good year.',
    visibility: 'members',
  },
];

export const demoPeople: readonly DemoPerson[] = introductions.map((given) => ({
  pronouns: '',
  location: '',
  website: '',
  visibility: 'public',
  altText: '',
  ...given,
  ...pictures[given.handle],
}));
