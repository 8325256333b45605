// The certified provider of the sign-in tests: one issuer a port, each as one of the three kinds speaks.
// `POST /switch` sets what goes wrong from then on, for the hostile tests; `{}` sets it right again.
// Standard input gives {client_id, client_keys, back, issuers: [{kind, port}]}; a line is written when all listen.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { SignJWT, decodeJwt, exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

const given = JSON.parse(readFileSync(0, 'utf8'));
const people = new Map();

async function newKey(kid) {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
}

function client(kind) {
  return {
    client_id: given.client_id,
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: given.client_keys },
    redirect_uris: [`${given.back}/inn/fra/${kind}/`],
    post_logout_redirect_uris: [`${given.back}/inn/?ut=1`],
    backchannel_logout_uri: `${given.back}/inn/fra/${kind}/ut/`,
    backchannel_logout_session_required: true,
    response_types: ['code'],
    grant_types: ['authorization_code'],
    id_token_signed_response_alg: 'RS256',
    require_pushed_authorization_requests: kind !== 'entra',
    dpop_bound_access_tokens: kind === 'helseid',
  };
}

async function open({ kind, port }) {
  const issuer = `http://127.0.0.1:${port}`;
  const key = await newKey(`${kind}-1`);
  const other = await newKey(`${kind}-2`);
  let wrong = {};
  const provider = new Provider(issuer, {
    clients: [client(kind)],
    jwks: { keys: [key] },
    cookies: { keys: ['only for tests'], long: { sameSite: 'none' } },
    enableHttpPostMethods: true,
    acrValues: ['idporten-loa-substantial', 'idporten-loa-high', 'Level3', 'Level4'],
    claims: {
      acr: null, auth_time: null, iss: null, sid: null,
      openid: ['sub', 'pid', 'oid', 'groups', 'name', 'helseid://claims/identity/pid'],
    },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: kind !== 'entra' },
      dPoP: { enabled: true, nonceSecret: kind === 'helseid' ? Buffer.alloc(32, 7) : undefined, requireNonce: () => kind === 'helseid' },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => { ctx.body = `<!doctype html>${form}<button name="logout" value="yes" form="op.logoutForm">Ja</button>`; },
      },
    },
    pkce: { required: () => true },
    interactions: { url: (ctx, interaction) => `/who/${interaction.uid}` },
    ttl: { Session: 3600, Grant: 3600, IdToken: 3600, AccessToken: 600, AuthorizationCode: 60, Interaction: 600 },
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    findAccount: async (ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) }),
  });
  const signed = (claims, by, header = {}) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: by.kid, ...header }).sign(by);
  const base64 = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

  async function spoil(token) {
    const claims = { ...decodeJwt(token), ...wrong.claims };
    for (const name of wrong.without ?? []) delete claims[name];
    if (wrong.alg === 'none') return `${base64({ alg: 'none' })}.${base64(claims)}.`;
    if (wrong.alg === 'HS256') {
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: key.kid }).sign(Buffer.from(JSON.stringify({ kty: key.kty, n: key.n, e: key.e })));
    }
    if (wrong.signed_by === 'stranger') return signed(claims, other, { kid: key.kid });
    if (wrong.signed_by === 'unknown') return signed(claims, other);
    if (wrong.signed_by === 'rotated') return signed(claims, other);
    return wrong.claims || wrong.without ? signed(claims, key) : token;
  }

  provider.use(async (ctx, next) => {
    if (ctx.path === '/switch') {
      wrong = await body(ctx.req);
      ctx.body = {};
      return;
    }
    if (ctx.path === '/sign') {
      const { claims, header } = await body(ctx.req);
      ctx.body = { token: await signed(claims, key, header) };
      return;
    }
    if (wrong.down) {
      ctx.status = 503;
      ctx.body = 'down';
      return;
    }
    if (ctx.path.startsWith('/who/')) {
      const who = await body(ctx.req);
      if (who.error) {
        await provider.interactionFinished(ctx.req, ctx.res, who);
      } else {
        people.set(who.claims.sub, who.claims);
        await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: who.claims.sub, acr: who.acr } });
      }
      ctx.respond = false;
      return;
    }
    await next();
    if (ctx.path === '/token' && ctx.body?.id_token) ctx.body.id_token = await spoil(ctx.body.id_token);
    if (ctx.path === '/jwks' && wrong.signed_by === 'rotated') {
      const { kty, n, e } = other;
      ctx.body = { keys: [{ kty, n, e, kid: other.kid, alg: 'RS256', use: 'sig' }] };
    }
    if (ctx.path === '/.well-known/openid-configuration' && wrong.metadata) ctx.body = { ...ctx.body, ...wrong.metadata };
    const location = String(ctx.response.get('location') ?? '');
    if (wrong.issuer && location.startsWith(`${given.back}/`)) {
      const to = new URL(location);
      if (wrong.issuer === 'none') to.searchParams.delete('iss');
      else to.searchParams.set('iss', wrong.issuer);
      ctx.response.set('location', to.href);
    }
  });
  await new Promise((listening) => createServer(provider.callback()).listen(port, '127.0.0.1', listening));
}

async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return parts.length ? JSON.parse(Buffer.concat(parts)) : {};
}

await Promise.all(given.issuers.map(open));
console.log('listening');
