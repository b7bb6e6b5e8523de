"""The rules (制度) of a body: registered, changed in versions, repealed, bound to items."""
