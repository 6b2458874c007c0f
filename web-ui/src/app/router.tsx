import {
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import type { HistoryFilter } from '../features/history/historyFilter';
import { readHistoryFilter } from '../features/history/historyFilter';
import type { Search } from './addresses';
import { parseSearch, SIGN_IN, stringifySearch } from './addresses';
import { App } from './App';
import { CallPage, HistoryPage, PeoplePage, PersonPage, YouPage } from './pages/lazyPages';
import { NoSuchPage, PageFailed } from './pages/PageProblem';

interface RootSearch {
  /** The id under which this page is a device; see device.ts. */
  device?: string | undefined;
  /** `only`: media goes through a TURN server. */
  relay?: string | undefined;
}

const root = createRootRoute({
  component: App,
  notFoundComponent: NoSuchPage,
  validateSearch: ({ device, relay }: Search): RootSearch => ({ device, relay }),
  search: { middlewares: [retainSearchParams(['device', 'relay'])] },
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- this is how the router redirects
    throw redirect({ to: '/people', replace: true });
  },
});
const people = createRoute({ getParentRoute: () => root, path: 'people', component: PeoplePage });
const person = createRoute({ getParentRoute: () => people, path: '$userId', component: PersonPage });
const callHistory = createRoute({
  getParentRoute: () => root,
  path: 'history',
  component: HistoryPage,
  validateSearch: (search: Search): HistoryFilter => readHistoryFilter(search),
});
const call = createRoute({ getParentRoute: () => callHistory, path: '$callId', component: CallPage });
const you = createRoute({ getParentRoute: () => root, path: 'you', component: YouPage });
const signIn = createRoute({
  getParentRoute: () => root,
  path: SIGN_IN,
  validateSearch: ({ next }: Search): { next?: string | undefined } => ({ next }),
});

/** Each page has an address of its own. The edges answer each path without an extension with index.html. */
export const router = createRouter({
  routeTree: root.addChildren([
    start,
    people.addChildren([person]),
    callHistory.addChildren([call]),
    you,
    signIn,
  ]),
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultErrorComponent: PageFailed,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
