/** User accounts, roles and sign-in, and the staff records of HR. */

import * as find from "../find.js";
import { ROLES, roleWord } from "../personas.js";
import { done, link, listed, refuse, text } from "../result.js";
import { joined } from "../wording.js";
import { action, read } from "./define.js";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Staff fields that may be changed by chat, with the words for them. */
const FIELDS = {
  extension: /phone|mobile|extension|number|contact/i,
  email: /mail/i,
  address: /address|home/i,
  bank: /bank|account|iban/i,
  department: /department|team|dept/i,
  title: /title|designation|position|job/i,
  name: /name/i,
};

export const userHandlers = {
  create_user: action("users:create", create),
  deactivate_user: action("users:update", deactivate, { undo: true }),
  delete_user: action("users:delete", remove),
  list_users: read("users:read", list),
  assign_role: action("roles:assign", assignRole, { undo: true }),
  reset_password: action(null, resetPassword),
  login_problem: action(null, clearSignIn),
  update_employee: action("employees:update", updateEmployee),
};

function create(desk, args) {
  const email = String(args.email).trim().toLowerCase();
  if (!EMAIL.test(email)) return refuse("that e-mail address is not complete");
  const users = desk.store.rows("users");
  if (users.some((user) => user.email === email)) return refuse("there is an account with that e-mail address already");
  const user = { id: freeId(users, email), name: args.name, email, role: args.role ?? "employee", status: "active", note: "" };
  desk.store.put("users", user);
  return done({ role: args.role && roleWord(args.role) }, [row(user)]);
}

/** The part of the address before the @, with a number when that is taken. */
function freeId(users, email) {
  const wanted = email.split("@")[0];
  const taken = new Set(users.map((user) => user.id));
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}${number}`;
  return id;
}

function deactivate(desk, args) {
  const user = other(desk, args.user, "nobody switches off their own account");
  if (user.status !== "active") return refuse("that account is switched off already");
  desk.store.put("users", { ...user, status: "switched off" });
  return done({ user: user.name });
}

function remove(desk, args) {
  const user = other(desk, args.user, "nobody deletes their own account");
  desk.store.remove("users", user.id);
  return done({ user: user.name });
}

function list(desk) {
  return listed(desk.store.rows("users").map(row));
}

function assignRole(desk, args) {
  const user = other(desk, args.user, "nobody changes their own role");
  if (user.role === args.role) return refuse("that is the role of the account already");
  desk.store.put("users", { ...user, role: args.role });
  return done({ user: user.name, role: roleWord(args.role) });
}

function other(desk, typed, reason) {
  const user = find.person(desk, typed, "users");
  return user.name === desk.person.name ? refuse(reason) : user;
}

function resetPassword(desk) {
  desk.store.put("users", { ...ownAccount(desk), note: "Password reset sent" });
  return done();
}

function clearSignIn(desk) {
  desk.store.put("users", { ...ownAccount(desk), note: "Sign-in refreshed" });
  return done({ status: "active" });
}

function ownAccount(desk) {
  const user = desk.store.rows("users").find((row) => row.name === desk.person.name);
  return user ?? refuse("you have no account any more; an administrator can create one");
}

function updateEmployee(desk, args) {
  const member = find.person(desk, args.person);
  const [field] = Object.entries(FIELDS).find(([, wording]) => wording.test(args.field)) ?? [];
  if (!field) return refuse(`the staff record has no such field to change; it has ${joined(Object.keys(FIELDS))}`);
  if (field === "name") return refuse("a change of name needs a document, so HR enters it by hand");
  if (field === "email" && !EMAIL.test(args.value)) return refuse("that e-mail address is not complete");
  desk.store.put("staff", { ...member, [field]: args.value });
  return done({ person: member.name });
}

function row(user) {
  const reference = link("User", user.name, `#users/${user.id}`);
  return [reference, text("Role", ROLES[user.role]), text("E-mail", user.email), text("Account", user.status)];
}
