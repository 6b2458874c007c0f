interface NameProps {
  text: string;
  className?: string;
  /** How many lines it may have. */
  lines?: 1 | 2;
}

/** A name, cut at its end whether it is written left to right or right to left. */
export function Name({ text, className = '', lines = 1 }: NameProps) {
  return (
    <bdi dir="auto" className={`${lines === 1 ? 'block truncate' : 'line-clamp-2'} text-left ${className}`}>
      {text}
    </bdi>
  );
}
