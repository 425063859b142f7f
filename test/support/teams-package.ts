/** Settings of a deployment, as `npm run teams:package` needs them at least. */
export const required = {
  TEAMS_APP_ID: '3f2b1c0d-1111-4222-8333-abcdefabcdef',
  PUBLIC_URL: 'https://learning.acme-corp.com',
  TEAMS_DEVELOPER_NAME: 'Acme "Learning" & Co',
  TEAMS_WEBSITE_URL: 'https://acme-corp.com/help',
  TEAMS_PRIVACY_URL: 'https://acme-corp.com/privacy',
  TEAMS_TERMS_URL: 'https://acme-corp.com/terms',
};
