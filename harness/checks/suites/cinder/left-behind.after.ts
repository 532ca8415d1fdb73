import { type Cloud, expect, test } from '../../index.ts';

interface Volume {
  readonly id: string;
  readonly name: string | null;
  readonly status: string;
}

const ON_THE_WAY = [
  'creating',
  'deleting',
  'attaching',
  'detaching',
  'reserved',
  'extending',
  'uploading',
  'downloading',
];

async function onTheWay({ volume }: Cloud): Promise<string[]> {
  const { data } = await volume.get('/volumes/detail', { params: { all_tenants: 1 } });
  return data.volumes
    .filter(({ status }: Volume) => ON_THE_WAY.includes(status))
    .map(({ id, name, status }: Volume) => `${name ?? ''} (${id}): ${status}`.trim());
}

test('no volume is stuck on its way', async ({ cloud }) => {
  const before = await onTheWay(cloud);
  const stuck = async () => {
    const now = await onTheWay(cloud);
    return before.filter((one) => now.includes(one));
  };
  await expect.poll(stuck, { intervals: [200, 500] }).toEqual([]);
});
