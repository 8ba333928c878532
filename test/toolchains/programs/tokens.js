// Keeps its state on `this`, as the old client allowed.
module.exports = {
  rows: [],
  async saveOAuthTokens(tokens) {
    this.rows = [
      { accesstoken: tokens.access_token, refreshtoken: tokens.refresh_token, expirytime: tokens.expires_in },
    ];
    globalThis.savedTokens = (globalThis.savedTokens ?? 0) + 1;
  },
  async updateOAuthTokens(tokens) {
    Object.assign(this.rows[0], { accesstoken: tokens.access_token, expirytime: tokens.expires_in });
  },
  async getOAuthTokens() {
    return this.rows;
  },
};
