/** The drawing that shows the comments of a sheet: one hidden note for each cell that has one. */
import type { Commentes } from './commentaires.ts'
import { adresseDuLieu, lieuDe } from './feuille.ts'

export const DESSINS_NEUFS =
  '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
const FORME =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'

/** The drawing part: a hidden note for each new comment, and none for those gone. */
export function markDessins(vml: string, { retires, nouveaux }: Omit<Commentes, 'xml'>): string | undefined {
  const gone = new Set(retires)
  const kept = vml.replace(/<v:shape\s(?:(?!<\/v:shape>)[\s\S])*<\/v:shape>/g, (shape) => {
    const ligne = /<x:Row>\s*(\d+)\s*<\/x:Row>/.exec(shape)?.[1]
    const colonne = /<x:Column>\s*(\d+)\s*<\/x:Column>/.exec(shape)?.[1]
    if (ligne === undefined || colonne === undefined) return shape
    return gone.has(adresseDuLieu({ ligne: Number(ligne) + 1, colonne: Number(colonne) })) ? '' : shape
  })
  const end = kept.lastIndexOf('</xml>')
  if (end < 0) return undefined
  const numbers = [...kept.matchAll(/_x0000_s(\d+)/g)].map((found) => Number(found[1]))
  const first = Math.max(1024, ...numbers) + 1
  const shapes = nouveaux.flatMap((adresse, index) => {
    const lieu = lieuDe(adresse)
    if (!lieu) return []
    const { ligne, colonne } = lieu
    const top = Math.max(0, ligne - 2)
    return [
      `<v:shape id="_x0000_s${first + index}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;height:96pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${colonne + 1}, 15, ${top}, 4, ${colonne + 5}, 15, ${top + 6}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${ligne - 1}</x:Row><x:Column>${colonne}</x:Column></x:ClientData></v:shape>`,
    ]
  })
  const forme = kept.includes('id="_x0000_t202"') || shapes.length === 0 ? '' : FORME
  return `${kept.slice(0, end)}${forme}${shapes.join('')}${kept.slice(end)}`
}
