/** The doctor on the page: it is asked, stopped, and watched over the one stream that each tab has. */
import { askedIn } from '../doctor/asked.ts';
import type { Consultation } from '../doctor/consultation.ts';
import type { Route } from './route.ts';

export function doctorRoutes(doctor: Consultation): Route[] {
  return [
    { method: 'GET', path: '/api/doctor', answer: () => doctor.page },
    {
      method: 'POST',
      path: '/api/doctor',
      answer({ body }) {
        doctor.look(askedIn(body));
        return doctor.page;
      },
    },
    {
      method: 'POST',
      path: '/api/doctor/stop',
      answer() {
        doctor.stop();
        return doctor.page;
      },
    },
  ];
}
