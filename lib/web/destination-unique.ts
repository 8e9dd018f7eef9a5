/**
 * A stored page that redirects sets `location`, then Next 16 appends it again from the store when it was just made:
 * programs read « /a, /a ». A redirection has one destination, so a second one takes the place of the first.
 */
import { subscribe } from 'node:diagnostics_channel'
import { ServerResponse } from 'node:http'

/** Call once in a web process, before it answers. */
export function keepOneDestination(): void {
  subscribe('http.server.request.start', (message) => {
    if (typeof message !== 'object' || message === null || !('response' in message)) return
    const { response } = message
    if (!(response instanceof ServerResponse)) return
    const append = response.appendHeader.bind(response)
    response.appendHeader = (name, value) =>
      name.toLowerCase() === 'location' ? response.setHeader(name, value) : append(name, value)
  })
}
