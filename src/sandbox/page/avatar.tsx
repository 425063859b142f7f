/** A person's letter on a colour of their own; the bot has its clock. */
export const Avatar = ({
  name,
  isBot = false,
  size = 36,
}: {
  name: string;
  isBot?: boolean;
  size?: number;
}) =>
  isBot ? (
    <img className="avatar" src="/icon.svg" alt="" width={size} height={size} />
  ) : (
    <span className={`avatar tone-${toneOf(name)}`} style={{ width: size, height: size }} aria-hidden="true">
      {name.slice(0, 1)}
    </span>
  );

const tones = 6;
const toneOf = (name: string): number =>
  [...name].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % tones;
