/** Dims a picture that stands still. */
export function Frozen() {
  return <div data-testid="frozen" className="absolute inset-0 bg-zinc-950/60 backdrop-grayscale" />;
}
