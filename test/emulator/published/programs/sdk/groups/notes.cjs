const { ada, added, deleted, having, updated } = require("../../expected.cjs");

/** Notes of the lead Siv Berg. */
module.exports = async function notesOfLead({ operations, make, body, link, params, idsIn }, call, { siv }) {
  const { NotesOperations, DeleteNotesParam } = operations("notes/notes");
  const notes = new NotesOperations();
  const note = (values) => make("notes/note", values);
  const noteOn = (lead, NoteTitle, NoteContent) =>
    note({ NoteTitle, NoteContent, ParentId: link(lead), SeModule: "Leads" });

  const created = await call("create notes", {
    given: body(
      "notes",
      noteOn(siv, "First", "Rang twice"),
      noteOn(siv, "Second", "Wrote"),
      noteOn(siv, "Third", "Waits"),
    ),
    when: (given) => notes.createNotes(given),
    want: { status: 201, body: { data: [added, added, added] } },
  });
  const [first, second, third] = idsIn(created.data);

  await call("get notes", {
    when: () => notes.getNotes(),
    want: {
      status: 200,
      body: {
        data: having({ noteTitle: "First" }, { noteTitle: "Second" }, { noteTitle: "Third" }),
        info: { count: 3 },
      },
    },
  });
  await call("get note", {
    when: () => notes.getNote(BigInt(first)),
    want: {
      status: 200,
      body: { data: [{ noteContent: "Rang twice", seModule: "Leads", parentId: { name: "Siv Berg" }, owner: ada }] },
    },
  });

  await call("update note", {
    given: body("notes", note({ NoteContent: "Rang thrice" })),
    when: (changes) => notes.updateNote(BigInt(first), changes),
    want: { status: 200, body: { data: [updated] } },
  });
  await call("update notes", {
    given: body("notes", note({ Id: BigInt(second), NoteTitle: "2nd" })),
    when: (changes) => notes.updateNotes(changes),
    want: { status: 200, body: { data: [updated] } },
  });

  await call("delete note", {
    when: () => notes.deleteNote(BigInt(first)),
    want: { status: 200, body: { data: [deleted] } },
  });
  await call("delete notes", {
    given: await params(DeleteNotesParam, { IDS: [BigInt(second), BigInt(third)] }),
    when: (ids) => notes.deleteNotes(ids),
    want: { status: 200, body: { data: [deleted, deleted] } },
  });
};
