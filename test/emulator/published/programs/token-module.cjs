// Where a program on the old clients keeps its tokens, in place of a database: a module of its own, as they allow. It
// responds in the form of both of them, and uses its own clock: the newer one takes the seconds of `expires_in` for
// milliseconds, would ask for a token before every call, and be refused at the eleventh.
const AN_HOUR = 3_600_000;

let kept;

async function keep(tokens) {
  const { access_token, refresh_token = kept.refresh_token } = { ...tokens };
  kept = { access_token, refresh_token, expires_in: Date.now() + AN_HOUR };
}

module.exports = {
  saveOAuthTokens: keep,
  updateOAuthTokens: keep,
  async getOAuthTokens() {
    const { access_token, refresh_token, expires_in } = kept;
    return Object.assign([{ accesstoken: access_token, refreshtoken: refresh_token, expirytime: expires_in }], kept);
  },
};
