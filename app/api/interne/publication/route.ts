/** Loopback call of lib/web/publications.ts: expires the tags that a publication touched, or every page at a start. */
import { revalidatePath, revalidateTag } from 'next/cache'
import { z } from 'zod'
import { isPublicationKey } from '#lib/web/publications.ts'

/** Ours alone: the key of the installation opens it. */
export const acces = 'interne'

const bodySchema = z.union([
  z.object({ tout: z.literal(true) }),
  z.object({ balises: z.array(z.string().max(200)).max(50_000) }),
])

export async function POST(request: Request): Promise<Response> {
  if (!isPublicationKey(request.headers.get('x-portail-cle'))) return new Response(null, { status: 404 })
  const body = bodySchema.safeParse(await request.json().catch(() => undefined))
  if (!body.success) return new Response(null, { status: 400 })
  if ('tout' in body.data) revalidatePath('/', 'layout')
  else for (const balise of body.data.balises) revalidateTag(balise, { expire: 0 })
  return new Response(null, { status: 204 })
}
