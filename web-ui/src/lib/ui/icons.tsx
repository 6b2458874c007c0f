import type { ReactNode } from 'react';

function Icon({ children, size = 20 }: { children: ReactNode; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

const HANDSET =
  'M22 16.9v3a2 2 0 0 1-2.2 2 19.8 19.8 0 0 1-8.6-3.1 19.5 19.5 0 0 1-6-6A19.8 19.8 0 0 1 2.1 4.2 2 2 0 0 1 4.1 2h3a2 2 0 0 1 2 1.7c.1 1 .4 1.9.7 2.8a2 2 0 0 1-.5 2.1L8.1 9.9a16 16 0 0 0 6 6l1.3-1.3a2 2 0 0 1 2.1-.4c.9.3 1.8.6 2.8.7a2 2 0 0 1 1.7 2Z';

export interface Sized {
  size?: number;
}

export const PhoneIcon = (props: Sized) => (
  <Icon {...props}>
    <path d={HANDSET} />
  </Icon>
);

export const HandIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M18 11V6a2 2 0 0 0-4 0v5-7a2 2 0 0 0-4 0v7-5a2 2 0 0 0-4 0v9a7 7 0 0 0 7 7h1a7 7 0 0 0 7-7v-2a2 2 0 0 0-3-1.7" />
  </Icon>
);

export const HangUpIcon = (props: Sized) => (
  <Icon {...props}>
    <path d={HANDSET} fill="currentColor" transform="rotate(135 12 12)" />
  </Icon>
);

export const VideoIcon = (props: Sized) => (
  <Icon {...props}>
    <rect x="2" y="6" width="13" height="12" rx="2" />
    <path d="m15 11 6-4v10l-6-4" />
  </Icon>
);

export const VideoOffIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M10.7 6H13a2 2 0 0 1 2 2v2.3m0 0 6-3.3v10M15 15.9a2 2 0 0 1-2 2.1H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h1.3M2 2l20 20" />
  </Icon>
);

export const MicIcon = (props: Sized) => (
  <Icon {...props}>
    <rect x="9" y="2" width="6" height="12" rx="3" />
    <path d="M5 11a7 7 0 0 0 14 0M12 18v4" />
  </Icon>
);

export const MicOffIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M9 9v2a3 3 0 0 0 4.5 2.6M15 9.3V5a3 3 0 0 0-5.9-.7M5 11a7 7 0 0 0 11.6 5.3M19 11a7 7 0 0 1-.6 2.8M12 18v4M2 2l20 20" />
  </Icon>
);

export const SearchIcon = (props: Sized) => (
  <Icon {...props}>
    <circle cx="11" cy="11" r="7" />
    <path d="m20 20-3.5-3.5" />
  </Icon>
);

export const OutgoingIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M7 17 17 7M8 7h9v9" />
  </Icon>
);

export const IncomingIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M17 7 7 17M16 17H7V8" />
  </Icon>
);

export const ShareScreenIcon = (props: Sized) => (
  <Icon {...props}>
    <rect x="2" y="3" width="20" height="14" rx="2" />
    <path d="M8 21h8M12 13.5v-7M9 9l3-3 3 3" />
  </Icon>
);

export const DeviceIcon = (props: Sized) => (
  <Icon {...props}>
    <rect x="2" y="4" width="14" height="11" rx="2" />
    <path d="M5 19h8M9 15v4" />
    <rect x="17" y="9" width="5" height="11" rx="1.5" />
  </Icon>
);

export const CloseIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M18 6 6 18M6 6l12 12" />
  </Icon>
);

export const MoreIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="3" />
  </Icon>
);

export const PeopleIcon = (props: Sized) => (
  <Icon {...props}>
    <circle cx="9" cy="8" r="4" />
    <path d="M2 21v-1a6 6 0 0 1 6-6h2a6 6 0 0 1 6 6v1M16 4.2a4 4 0 0 1 0 7.6M18 14.4a6 6 0 0 1 4 5.6v1" />
  </Icon>
);

export const AddPersonIcon = (props: Sized) => (
  <Icon {...props}>
    <circle cx="9" cy="8" r="4" />
    <path d="M2 21v-1a6 6 0 0 1 6-6h2a6 6 0 0 1 6 6v1M19 7v6M16 10h6" />
  </Icon>
);

export const GridIcon = (props: Sized) => (
  <Icon {...props}>
    <rect x="3" y="4" width="8" height="7" rx="1.5" />
    <rect x="13" y="4" width="8" height="7" rx="1.5" />
    <rect x="3" y="13" width="8" height="7" rx="1.5" />
    <rect x="13" y="13" width="8" height="7" rx="1.5" />
  </Icon>
);

export const SpeakerViewIcon = (props: Sized) => (
  <Icon {...props}>
    <rect x="2" y="4" width="13" height="16" rx="2" />
    <path d="M19 5h3M19 12h3M19 19h3" />
  </Icon>
);

export const PinIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M12 16v6M8 3h8M9 3v6l-3 4v3h12v-3l-3-4V3" />
  </Icon>
);

export const PreviousIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="m15 5-7 7 7 7" />
  </Icon>
);

export const NextIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="m9 5 7 7-7 7" />
  </Icon>
);

export const ChevronUpIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="m6 15 6-6 6 6" />
  </Icon>
);

export const MinimizeIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M4 14h6v6M20 10h-6V4M10 14l-7 7M14 10l7-7" />
  </Icon>
);

export const RestoreIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M14 4h6v6M10 20H4v-6M20 4l-7 7M4 20l7-7" />
  </Icon>
);

export const FullScreenIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M4 9V5a1 1 0 0 1 1-1h4M15 4h4a1 1 0 0 1 1 1v4M20 15v4a1 1 0 0 1-1 1h-4M9 20H5a1 1 0 0 1-1-1v-4" />
  </Icon>
);

export const LeaveFullScreenIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M9 4v4a1 1 0 0 1-1 1H4M20 9h-4a1 1 0 0 1-1-1V4M15 20v-4a1 1 0 0 1 1-1h4M4 15h4a1 1 0 0 1 1 1v4" />
  </Icon>
);

export const PictureInPictureIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M21 10V7a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h4" />
    <rect x="12" y="13" width="10" height="7" rx="1.5" fill="currentColor" />
  </Icon>
);

export const FitIcon = (props: Sized) => (
  <Icon {...props}>
    <rect x="3" y="5" width="18" height="14" rx="2" />
    <path d="M9 5v14M15 5v14" />
  </Icon>
);

export const FlipIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M20 11a8 8 0 0 0-14.3-3.6L4 9M4 4v5h5M4 13a8 8 0 0 0 14.3 3.6L20 15M20 20v-5h-5" />
  </Icon>
);

export const EyeOffIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M10.6 5.1A9.6 9.6 0 0 1 12 5c5 0 8.5 4.1 9.7 7a13 13 0 0 1-2 3.1M6.5 6.9A13.3 13.3 0 0 0 2.3 12C3.5 14.9 7 19 12 19a9.5 9.5 0 0 0 4.8-1.3M14.1 14.2a3 3 0 0 1-4.3-4.3M3 3l18 18" />
  </Icon>
);

export const EyeIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M2.3 12C3.5 9.1 7 5 12 5s8.5 4.1 9.7 7c-1.2 2.9-4.7 7-9.7 7s-8.5-4.1-9.7-7Z" />
    <circle cx="12" cy="12" r="3" />
  </Icon>
);

export const CheckIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
);

export const GraphIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M3 3v16a2 2 0 0 0 2 2h16M7 15l4-5 3 3 5-7" />
  </Icon>
);

export const KeyboardIcon = (props: Sized) => (
  <Icon {...props}>
    <rect x="2" y="6" width="20" height="12" rx="2" />
    <path d="M6 10h.01M10 10h.01M14 10h.01M18 10h.01M8 14h8" />
  </Icon>
);
