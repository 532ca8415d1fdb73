import { createHash } from 'node:crypto';
import { type Cloud, expect, test } from '../../index.ts';

const BASIC = 'tempest.api.image.v2.test_images.BasicOperationsImagesTest';
const CONTENT = Buffer.from('an image that lives through the upgrade\n'.repeat(1_000));

async function upload({ image }: Cloud, name: string): Promise<string> {
  const { id } = (await image.post('/v2/images', { name, disk_format: 'raw', container_format: 'bare' })).data;
  await image.put(`/v2/images/${id}/file`, CONTENT, { headers: { 'Content-Type': 'application/octet-stream' } });
  return id;
}

async function expectWhole({ image }: Cloud, id: string, name: string): Promise<void> {
  const { data: shown } = await image.get(`/v2/images/${id}`);
  const checksum = createHash('md5').update(CONTENT).digest('hex');
  expect(shown).toMatchObject({ name, status: 'active', size: CONTENT.length, checksum });
  const { data } = await image.get<ArrayBuffer>(`/v2/images/${id}/file`, { responseType: 'arraybuffer' });
  expect(Buffer.from(data).equals(CONTENT), 'the content is what was uploaded').toBe(true);
}

test(`the image that lives through the upgrade › ${BASIC}.test_register_upload_get_image_file`, async ({
  cloud,
  keepsake,
  when,
}) => {
  if (when === 'before') {
    const name = `kept-${crypto.randomUUID()}`;
    const id = await upload(cloud, name);
    keepsake.keep('image', `/v2/images/${id}`);
    keepsake.set('image', { id, name });
  }
  const kept = keepsake.get<{ id: string; name: string }>('image');
  expect(kept, 'the image that was made before the upgrade').toBeDefined();
  await expectWhole(cloud, kept?.id ?? '', kept?.name ?? '');
});

test(`${BASIC}.test_delete_image`, async ({ cloud }) => {
  const name = `checked-${crypto.randomUUID()}`;
  const id = await upload(cloud, name);
  await expectWhole(cloud, id, name);
  await cloud.image.delete(`/v2/images/${id}`);
  expect((await cloud.image.get(`/v2/images/${id}`, { validateStatus: () => true })).status).toBe(404);
});
