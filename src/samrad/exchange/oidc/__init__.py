"""Sign-in by others: ID-porten (inhabitants), HelseID (health personnel), Entra ID or any OpenID provider (employees).

One way for all of them: authorization code with PKCE, state and nonce, the client known by a signed assertion, the
request pushed where the provider takes it, and DPoP where it asks for that. What comes out is a `Recognised`: who the
provider says this is. Whether that is somebody here is answered by `accounts` and `cases`.
Source: OpenID Connect Core, RP-Initiated and Back-Channel Logout; RFC 7636, 7523, 9126, 9207, 9449.
"""
