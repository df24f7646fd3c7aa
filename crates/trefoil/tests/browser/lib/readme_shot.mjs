// The picture in the README: the hub queue, wide.
export async function readmeShot() {}
