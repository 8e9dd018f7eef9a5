'use client'
/** Above a form that changes the demande: that nothing changes before it is sent, and what is kept of it meanwhile. */
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { Fil, type FilDeSaisie } from '#lib/ui/saisie-gardee/fil.tsx'

/** `ouverteAt`: the instant of the page, by which one that the browser shows again is known. */
export type FilDeMiseAJourProps = FilDeSaisie & Readonly<{ ouverteAt: string }>

const ouvertes = new Set<string>()

export function FilDeMiseAJour({ ouverteAt, ...fil }: FilDeMiseAJourProps) {
  const { refresh } = useRouter()
  useEffect(() => {
    // « Back » shows the page as it was read, without what was typed since: it is read again.
    if (ouvertes.has(ouverteAt)) refresh()
    ouvertes.add(ouverteAt)
  }, [ouverteAt, refresh])
  return <Fil {...fil} surPlace etape="Votre demande ne change qu’une fois ce formulaire enregistré." />
}
