import { blackHole } from './breaking/black-hole';
import { cutNetwork } from './breaking/cut-network';
import { deploy } from './breaking/deploy';
import { exhaustConnections } from './breaking/exhaust-connections';
import { fillDisk } from './breaking/fill-disk';
import { killPostgres } from './breaking/kill-postgres';
import { killVisage } from './breaking/kill-visage';
import { outOfMemory } from './breaking/out-of-memory';
import { pausePostgres } from './breaking/pause-postgres';
import { readOnly } from './breaking/read-only';
import { restartPostgres } from './breaking/restart-postgres';
import { slowClients } from './breaking/slow-clients';
import { stepClock } from './breaking/step-clock';
import { vanishingClients } from './breaking/vanishing-clients';
import type { Fault } from './fault';

/** In the order of the page. */
export const faults: readonly Fault[] = [
  ...[killVisage, killPostgres, restartPostgres, pausePostgres, readOnly, fillDisk, exhaustConnections],
  ...[cutNetwork, blackHole, outOfMemory, stepClock, slowClients, vanishingClients, deploy],
];
