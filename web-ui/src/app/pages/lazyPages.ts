import { lazy } from 'react';

const loadPeople = () => import('./PeoplePage');
const loadHistory = () => import('./HistoryPage');
const loadYou = () => import('./YouPage');

export const PeoplePage = lazy(() => loadPeople().then((module) => ({ default: module.PeoplePage })));
export const HistoryPage = lazy(() => loadHistory().then((module) => ({ default: module.HistoryPage })));
export const YouPage = lazy(() => loadYou().then((module) => ({ default: module.YouPage })));

/** Loads the code of all pages, so that a page opens at once and also without a connection. */
export async function preloadPages(): Promise<void> {
  await Promise.all([loadPeople(), loadHistory(), loadYou()]);
}
