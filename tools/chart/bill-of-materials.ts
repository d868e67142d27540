/** An image, as a registry knows it. */
export interface ImageReference {
  /** Without a tag, e.g. ghcr.io/acme/webhook. */
  repository: string;
  /** e.g. sha256:4bf0... */
  digest: string;
}

/**
 * The bill of materials of the chart, as CycloneDX: the one thing that it installs is the image,
 * which has a bill of its own.
 * @param version of the chart and of the image
 * @param serialNumber as CycloneDX has it, e.g. urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79
 */
export function chartBill(version: string, { repository, digest }: ImageReference, serialNumber: string): object {
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  const chart = `fleet-webhook-chart@${version}`;
  const location = `repository_url=${encodeURIComponent(repository)}&tag=${encodeURIComponent(version)}`;
  const image = `pkg:oci/${name}@${encodeURIComponent(digest)}?${location}`;
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber,
    version: 1,
    metadata: { component: { 'bom-ref': chart, type: 'application', name: 'fleet-webhook', version } },
    components: [
      {
        'bom-ref': image,
        type: 'container',
        name,
        version,
        purl: image,
        hashes: [{ alg: 'SHA-256', content: digest.replace('sha256:', '') }],
      },
    ],
    dependencies: [
      { ref: chart, dependsOn: [image] },
      { ref: image, dependsOn: [] },
    ],
  };
}
