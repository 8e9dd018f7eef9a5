/**
 * What is typed in a form while its answer is on its way. React resets a form to what it was answered: on a slow network,
 * who went on writing would see it vanish. It is kept here, and put back after the reset.
 */
import { useRef } from 'react'

type Controle = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
type Ecrit = Readonly<{ value: string; checked: boolean }>

const isControle = (one: EventTarget | Element): one is Controle =>
  one instanceof HTMLInputElement || one instanceof HTMLSelectElement || one instanceof HTMLTextAreaElement

/** Those a person types in; a file cannot be put back. */
const controlesDe = (form: HTMLFormElement, nom: string): Controle[] =>
  [...form.elements].filter(isControle).filter(({ name, type }) => name === nom && type !== 'hidden' && type !== 'file')

const ecritDe = (one: Controle): Ecrit => ({
  value: one.value,
  checked: one instanceof HTMLInputElement && one.checked,
})

function remettre(one: Controle, { value, checked }: Ecrit): void {
  if (one instanceof HTMLInputElement && (one.type === 'checkbox' || one.type === 'radio')) one.checked = checked
  else one.value = value
}

/** Told of each sending, of what is typed, and of each reset of one form. */
export function usePendantLEnvoi() {
  const depuis = useRef<Map<string, readonly Ecrit[]>>(undefined)
  return {
    onEnvoi: (): void => {
      depuis.current = new Map()
    },
    onSaisie: (form: HTMLFormElement, one: EventTarget): void => {
      if (depuis.current && isControle(one)) depuis.current.set(one.name, controlesDe(form, one.name).map(ecritDe))
    },
    onRemise: (form: HTMLFormElement): void => {
      const ecrits = [...(depuis.current ?? [])]
      depuis.current = undefined
      // Told before it is done: once it is, a list whose answer is another is a new element too.
      queueMicrotask(() => {
        for (const [nom, anciens] of ecrits)
          for (const [index, one] of controlesDe(form, nom).entries()) {
            const ancien = anciens[index]
            if (ancien) remettre(one, ancien)
          }
      })
    },
  }
}
