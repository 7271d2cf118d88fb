import { switchControl, type Control, type Title } from '../control.ts';
import type { CloudScript, Fault } from './script.ts';

/** A switch that makes requests of an API fail for as long as it is on. */
export function faultSwitch(script: CloudScript, id: string, group: Control['group'], title: Title, fault: Fault): Control {
  return switchControl(id, group, title, () => script.fault({ times: Infinity, ...fault }));
}
