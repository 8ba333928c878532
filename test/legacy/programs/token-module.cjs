// Keeps tokens as such modules do: it starts with a refresh token, and answers rows.
var rows = [{ refreshtoken: process.env.CRM_REFRESH, accesstoken: 'none', expirytime: 1 }];
var seen = [];
module.exports = {
  saveOAuthTokens: function (token_obj) {
    seen.push('save');
    rows = [{ accesstoken: token_obj.access_token, refreshtoken: token_obj.refresh_token, expirytime: token_obj.expires_in }];
    return Promise.resolve();
  },
  updateOAuthTokens: function (token_obj) {
    seen.push('update');
    rows[0].accesstoken = token_obj.access_token;
    rows[0].expirytime = token_obj.expires_in;
    return Promise.resolve();
  },
  getOAuthTokens: function () {
    return Promise.resolve(rows);
  },
  calls: function () { return seen.join(); }
};
