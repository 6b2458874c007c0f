/** A name on one line, cut at its end whether it is written left to right or right to left. */
export function Name({ text, className = '' }: { text: string; className?: string }) {
  return (
    <bdi dir="auto" className={`block truncate text-left ${className}`}>
      {text}
    </bdi>
  );
}
