/** A name on one line, from its beginning, whichever way it is written. */
export function Name({ text, className = '' }: { text: string; className?: string }) {
  return (
    <bdi dir="auto" className={`block truncate text-left ${className}`}>
      {text}
    </bdi>
  );
}
