import { randomUuid } from '../uuid';
import type { Device } from './SignalingSocket';

const KEY = 'visavis.device';
const VALID = /^[A-Za-z0-9_-]{1,100}$/;

/** This device. Its id is kept in the browser's storage; `?device=` lets one browser profile act as several devices. */
export function currentDevice(userId: string): Device {
  const asked = new URLSearchParams(location.search).get('device');
  const platform = platformName(navigator.userAgent);
  return {
    userId,
    deviceId: asked && VALID.test(asked) ? asked : storedDeviceId(),
    deviceName: `${browserName(navigator.userAgent)} on ${platform}`,
    platform,
  };
}

function storedDeviceId(): string {
  const kept = localStorage.getItem(KEY);
  if (kept && VALID.test(kept)) return kept;
  const fresh = randomUuid();
  localStorage.setItem(KEY, fresh);
  return fresh;
}

function browserName(agent: string): string {
  if (agent.includes('Firefox/')) return 'Firefox';
  if (agent.includes('Edg/')) return 'Edge';
  if (agent.includes('Chrome/')) return 'Chrome';
  if (agent.includes('Safari/')) return 'Safari';
  return 'Browser';
}

function platformName(agent: string): string {
  if (/iPhone|iPad/.test(agent)) return 'iOS';
  if (agent.includes('Android')) return 'Android';
  if (agent.includes('Mac OS')) return 'macOS';
  if (agent.includes('Windows')) return 'Windows';
  if (agent.includes('Linux')) return 'Linux';
  return 'web';
}
