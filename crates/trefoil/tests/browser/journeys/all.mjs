// Every journey, in the order in which they are walked: later ones stand on what earlier ones left.

import { journey as after } from './after.mjs';
import { journey as colours } from './colours.mjs';
import { journey as controls } from './controls.mjs';
import { journey as decide } from './decide.mjs';
import { journey as families } from './families.mjs';
import { journey as keyboard } from './keyboard.mjs';
import { journey as leave } from './leave.mjs';
import { journey as match } from './match.mjs';
import { journey as meetings } from './meetings.mjs';
import { journey as message } from './message.mjs';
import { journey as passkeys } from './passkeys.mjs';
import { journey as past } from './past.mjs';
import { journey as queue } from './queue.mjs';
import { journey as record } from './record.mjs';
import { journey as report } from './report.mjs';
import { journey as rooms } from './rooms.mjs';
import { journey as schools } from './schools.mjs';
import { journey as signIn } from './sign_in.mjs';
import { journey as tell } from './tell.mjs';
import { journey as upload } from './upload.mjs';

export const ALL = [controls, signIn, upload, queue, keyboard, match, decide, record, tell, message, after, schools, rooms, report, past, families, meetings, colours, passkeys, leave];
