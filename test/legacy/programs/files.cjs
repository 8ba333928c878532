// Attaches a file to each lead of a company, and fetches it again.
const fs = require('fs');
const ZCRMRestClient = require('zcrmsdk');

(async () => {
  const client = await ZCRMRestClient.initialize();
  const { ATTACHMENTS, MODULES } = client.API;
  const created = await MODULES.post({ module: 'Leads', body: { data: [{ Last_Name: 'Files', Company: 'Paper Ltd' }] } });
  const id = JSON.parse(created.body).data[0].details.id;

  const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  fs.writeFileSync('all bytes.bin', bytes);
  const upload = await ATTACHMENTS.uploadFile({ module: 'Leads', id, x_file_content: fs.createReadStream('all bytes.bin') });
  const row = JSON.parse(upload.body).data[0];
  console.log(upload.statusCode, row.code);

  const list = JSON.parse((await ATTACHMENTS.getAttachments({ module: 'Leads', id })).body).data;
  console.log(list.map((attachment) => attachment.File_Name).join());
  const file = await ATTACHMENTS.downloadFile({ module: 'Leads', id, relatedId: row.details.id });
  fs.writeFileSync('copy-' + file.filename, file.body, 'binary');
  console.log(file.filename, bytes.equals(fs.readFileSync('copy-' + file.filename)));

  const link = await ATTACHMENTS.uploadLink({ module: 'Leads', id, body: { attachmentUrl: 'https://example.com/offer' } });
  console.log(link.statusCode);
  const gone = await ATTACHMENTS.deleteFile({ module: 'Leads', id, relatedId: row.details.id });
  console.log(JSON.parse(gone.body).data[0].code);
  await ATTACHMENTS.uploadFile({ module: 'Leads', id, x_file_content: fs.createReadStream('missing.bin') })
    .catch((error) => console.log('no file:', /missing\.bin/.test(error.message)));
})();
