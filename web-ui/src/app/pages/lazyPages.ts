import { lazy } from 'react';

const loadPeople = () => import('./PeoplePage');
const loadPerson = () => import('./PersonPage');
const loadHistory = () => import('./HistoryPage');
const loadCall = () => import('./CallPage');
const loadYou = () => import('./YouPage');

export const PeoplePage = lazy(() => loadPeople().then((module) => ({ default: module.PeoplePage })));
export const PersonPage = lazy(() => loadPerson().then((module) => ({ default: module.PersonPage })));
export const HistoryPage = lazy(() => loadHistory().then((module) => ({ default: module.HistoryPage })));
export const CallPage = lazy(() => loadCall().then((module) => ({ default: module.CallPage })));
export const YouPage = lazy(() => loadYou().then((module) => ({ default: module.YouPage })));

/** Loads the code of all pages, so that a page opens at once and also without a connection. */
export async function preloadPages(): Promise<void> {
  await Promise.all([loadPeople(), loadPerson(), loadHistory(), loadCall(), loadYou()]);
}
