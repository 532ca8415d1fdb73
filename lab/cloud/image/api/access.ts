import type { Caller, Gatekeeper } from '../../access/index.ts';
import { type Call, Refusal } from '../../http/index.ts';
import type { Image, Images, Viewer } from '../images.ts';
import { missing } from './respond.ts';

export type ImageAccess = ReturnType<typeof makeImageAccess>;

/** Who may see and change what. */
export function makeImageAccess(images: Images, gatekeeper: Gatekeeper) {
  const viewerOf = ({ projectId, roles }: Caller): Viewer => ({ projectId, isAdmin: roles.includes('admin') });

  async function shown(call: Call): Promise<{ image: Image; viewer: Viewer }> {
    const viewer = viewerOf(await gatekeeper.admit(call));
    const id = call.parameters.image!;
    const image = images.find(id, viewer);
    if (!image) throw missing(id);
    return { image, viewer };
  }

  return {
    viewer: async (call: Call): Promise<Viewer> => viewerOf(await gatekeeper.admit(call)),
    /** The image of the path, or 404. */
    toSee: async (call: Call): Promise<Image> => (await shown(call)).image,
    /** The image of the path, or 404, or 403 when it is somebody else's. */
    async toChange(call: Call): Promise<Image> {
      const { image, viewer } = await shown(call);
      if (viewer.isAdmin || image.owner === viewer.projectId) return image;
      throw new Refusal(403, 'You are not permitted to modify this image.');
    },
  };
}
