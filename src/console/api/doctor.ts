/** The doctor on the page: it is asked, stopped, and watched over the one stream that each tab has. */
import type { ServerResponse } from 'node:http';
import { askedIn } from '../doctor/asked.ts';
import type { Consultation } from '../doctor/consultation.ts';
import type { SavedRun } from '../doctor/kept.ts';
import type { DoctorPage } from '../doctor-words.ts';
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
      path: '/api/doctor/prove',
      answer() {
        doctor.prove();
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
    {
      method: 'GET',
      path: '/api/doctor/runs/:id/bundle',
      answer: async ({ params }) => asFile(await doctor.runs.bundle(params['id'])),
    },
    {
      method: 'GET',
      path: '/api/doctor/runs/:id/html',
      answer: async ({ params }) => asFile(await doctor.runs.page(params['id'])),
    },
    {
      method: 'GET',
      path: '/api/doctor/runs/:id/since/:before',
      answer: ({ params }) => doctor.runs.compare(params['before'], params['id']),
    },
  ];
}

/** To be saved under its name, and never shown in the page's place. */
function asFile({ name, media, text }: SavedRun): (response: ServerResponse) => Promise<void> {
  return async (response) => {
    response.setHeader('Content-Type', `${media}; charset=utf-8`);
    response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    response.writeHead(200).end(text);
  };
}

/** Of a look that is over: nothing can be asked. */
export function foundRoutes(page: DoctorPage): Route[] {
  return [{ method: 'GET', path: '/api/doctor', answer: () => page }];
}
