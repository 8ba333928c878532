/** The bill of materials: what is in the package, and what is installed with it, in the format CycloneDX 1.5. */

/** What `npm sbom` says about an installed package. It says more, but that depends on the version of npm. */
export interface Component {
  readonly "bom-ref": string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly object[];
}

/** What `npm sbom` prints. */
export interface InstalledPackages {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly repository: { readonly url: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Scanners know packages that are part of another one by this property. */
const BUNDLED = { name: "cdx:npm:package:bundled", value: "true" };

/**
 * Makes the bill of a package. It has neither a time nor a serial number, and is sorted, so that the same package always
 * has the same bill.
 * @param bundled The packages whose code is in the package, as `name@version`
 * @throws Error if a package is bundled or required, but not installed
 */
export function billOf(manifest: Manifest, installed: InstalledPackages, bundled: readonly string[]): object {
  const tree = new Tree(installed);
  const required = tree.withDependencies(Object.keys(manifest.dependencies ?? {}).map((name) => tree.direct(name)));
  const optional = tree.withDependencies(
    Object.keys(manifest.optionalDependencies ?? {}).map((name) => tree.direct(name)),
  );
  const contained = new Set(bundled.map((reference) => tree.component(reference).purl));
  const purls = [...new Set([...required, ...optional, ...contained])].toSorted();
  const own = `pkg:npm/${manifest.name}@${manifest.version}`;
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: {
      lifecycles: [{ phase: "build" }],
      component: {
        type: "library",
        "bom-ref": own,
        name: manifest.name,
        version: manifest.version,
        description: manifest.description,
        licenses: [{ license: { id: manifest.license } }],
        purl: own,
        externalReferences: [{ type: "vcs", url: manifest.repository.url }],
      },
    },
    components: purls.map((purl) => {
      const { name, version, licenses = [] } = tree.component(purl);
      const isRequired = required.has(purl) || contained.has(purl);
      return {
        type: "library",
        "bom-ref": purl,
        name,
        version,
        scope: isRequired ? "required" : "optional",
        licenses,
        purl,
        ...(contained.has(purl) && { properties: [BUNDLED] }),
      };
    }),
    dependencies: [
      { ref: own, dependsOn: purls.filter((purl) => tree.isDirect(purl, manifest) || contained.has(purl)) },
      ...purls.map((ref) => ({ ref, dependsOn: tree.dependenciesOf(ref).filter((purl) => purls.includes(purl)) })),
    ],
  };
}

/** The installed packages, by the names that `npm sbom` gives them, and by their purls. */
class Tree {
  readonly #components = new Map<string, Component>();
  readonly #dependencies = new Map<string, readonly string[]>();
  readonly #direct: readonly string[];

  constructor({ components, dependencies }: InstalledPackages) {
    for (const component of components) {
      this.#components.set(component["bom-ref"], component).set(component.purl, component);
    }
    const [root] = dependencies;
    this.#direct = root?.dependsOn ?? [];
    for (const { ref, dependsOn = [] } of dependencies) {
      const { purl } = this.#components.get(ref) ?? {};
      if (purl === undefined) continue;
      const purls = dependsOn.map((reference) => this.component(reference).purl);
      this.#dependencies.set(purl, [...new Set(purls)].toSorted());
    }
  }

  component(reference: string): Component {
    const component = this.#components.get(reference);
    if (component === undefined) throw new Error(`${reference} is not installed; run: npm install`);
    return component;
  }

  /** The purl of what the package itself depends on by this name. */
  direct(name: string): string {
    const reference = this.#direct.find((candidate) => this.component(candidate).name === name);
    return this.component(reference ?? name).purl;
  }

  isDirect(purl: string, { dependencies = {}, optionalDependencies = {} }: Manifest): boolean {
    const { name } = this.component(purl);
    return (name in dependencies || name in optionalDependencies) && this.direct(name) === purl;
  }

  dependenciesOf(purl: string): readonly string[] {
    return this.#dependencies.get(purl) ?? [];
  }

  withDependencies(purls: readonly string[]): Set<string> {
    const found = new Set(purls);
    // A set also visits what is added on the way.
    for (const purl of found) for (const dependency of this.dependenciesOf(purl)) found.add(dependency);
    return found;
  }
}
