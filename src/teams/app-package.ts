import { AppManifestUtils } from '@microsoft/app-manifest';
import { zipSync } from 'fflate';

/** What an app package of Teams holds, by the names that the manifest calls them. */
export type AppPackage = { manifest: string; color: Uint8Array; outline: Uint8Array };

/** The deployment's values by their names, which stand in the template in double braces. */
export type ManifestValues = Readonly<Record<string, string>>;

const placeholder = /\{\{(\w+)\}\}/g;

/**
 * The manifest with its values filled in.
 * @param templates texts of `manifests/teams/`: the manifest itself, and what is added to it
 * @throws Error where a template names a value that there is not
 */
export const fillInManifest = (templates: readonly string[], values: ManifestValues): string => {
  const filledIn = templates.map((template): object =>
    JSON.parse(template, (_, part: unknown) =>
      typeof part === 'string'
        ? part.replaceAll(placeholder, (_, name: string) => valueNamed(values, name))
        : part,
    ),
  );
  return `${JSON.stringify(Object.assign({}, ...filledIn), null, 2)}\n`;
};

const valueNamed = (values: ManifestValues, name: string): string => {
  const value = values[name];
  if (value === undefined) throw new Error(`the manifest's template names an unknown value: ${name}`);
  return value;
};

/** What Microsoft's schema says against a manifest, one each; looked up in the library, without the network. */
export const problemsOfManifest = (manifest: string): Promise<string[]> =>
  AppManifestUtils.validateAgainstSchema(JSON.parse(manifest));

/** A zip knows no time zone; built by parts, so that every machine writes the same bytes. */
const unchanging = new Date(1980, 0, 1);

/** The package as Teams wants it: three files at the root of a zip. The same parts make the same bytes. */
export const zipAppPackage = ({ manifest, color, outline }: AppPackage): Uint8Array =>
  zipSync(
    { 'manifest.json': new TextEncoder().encode(manifest), 'color.png': color, 'outline.png': outline },
    { mtime: unchanging, level: 9 },
  );
