import { Door } from '../login/Door';

export function FirstRunScreen() {
  return <Door title="First run">Being built.</Door>;
}
