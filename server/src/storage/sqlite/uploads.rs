//! Rows of uploads in SQLite.

use super::rows::get;
use super::tx::SqliteTx;
use crate::storage::{Part, Stored, UploadRows};
use notyet_model::ids::UserId;

impl UploadRows for SqliteTx<'_> {
    fn uploaded(&mut self, sha256: &str, user: UserId) -> Stored<Option<u64>> {
        let sql = "SELECT bytes FROM blob WHERE sha256 = ?1 AND user = ?2";
        self.one(sql, &[&sha256, &user.to_string()], |row| Ok(row.get::<_, i64>(0)? as u64))
    }

    fn put_upload(&mut self, sha256: &str, user: UserId, bytes: u64, at_ms: i64) -> Stored<()> {
        self.run(
            "INSERT INTO blob (sha256, user, bytes, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (sha256, user) DO UPDATE SET at = excluded.at",
            &[&sha256, &user.to_string(), &(bytes as i64), &at_ms],
        )
    }

    fn drop_uploads(&mut self, sha256: &str) -> Stored<()> {
        self.run("DELETE FROM blob WHERE sha256 = ?1", &[&sha256])
    }

    fn loose_bytes(&mut self, user: UserId, since_ms: i64) -> Stored<u64> {
        let sql = "SELECT coalesce(sum(bytes), 0) FROM blob
                    WHERE user = ?1 AND at > ?2
                      AND NOT EXISTS (SELECT 1 FROM blob_grant it WHERE it.sha256 = blob.sha256)";
        let sum = self.one(sql, &[&user.to_string(), &since_ms], |row| Ok(row.get::<_, i64>(0)?))?;
        Ok(sum.unwrap_or(0) as u64)
    }

    fn loose_before(&mut self, at_ms: i64) -> Stored<Vec<String>> {
        let sql = "SELECT sha256 FROM blob
                    WHERE NOT EXISTS (SELECT 1 FROM blob_grant it WHERE it.sha256 = blob.sha256)
                    GROUP BY sha256 HAVING max(at) < ?1 ORDER BY sha256";
        self.all(sql, &[&at_ms], |row| Ok(row.get(0)?))
    }

    fn photos_like(&mut self, beginning: &str) -> Stored<Vec<String>> {
        // No hexadecimal digit comes after f.
        let sql = "SELECT sha256 FROM blob WHERE sha256 >= ?1 AND sha256 < ?1 || 'g'
                   UNION SELECT sha256 FROM blob_grant WHERE sha256 >= ?1 AND sha256 < ?1 || 'g'
                   ORDER BY sha256";
        self.all(sql, &[&beginning], |row| Ok(row.get(0)?))
    }

    fn parts(&mut self, sha256: &str, user: UserId) -> Stored<Vec<Part>> {
        let sql = "SELECT start, bytes, length, object, at FROM upload_part
                    WHERE sha256 = ?1 AND user = ?2 ORDER BY start";
        self.all(sql, &[&sha256, &user.to_string()], |row| {
            Ok(Part {
                start: row.get::<_, i64>(0)? as u64,
                bytes: row.get::<_, i64>(1)? as u64,
                length: row.get::<_, i64>(2)? as u64,
                object: row.get(3)?,
                at_ms: row.get(4)?,
            })
        })
    }

    fn put_part(&mut self, sha256: &str, user: UserId, part: &Part) -> Stored<()> {
        let (start, bytes, length) = (part.start as i64, part.bytes as i64, part.length as i64);
        self.run(
            "INSERT INTO upload_part (sha256, user, start, bytes, length, object, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            &[&sha256, &user.to_string(), &start, &bytes, &length, &part.object, &part.at_ms],
        )
    }

    fn drop_parts(&mut self, sha256: &str, user: UserId) -> Stored<()> {
        self.run("DELETE FROM upload_part WHERE sha256 = ?1 AND user = ?2", &[&sha256, &user.to_string()])
    }

    fn begun_by(&mut self, user: UserId) -> Stored<Vec<String>> {
        let sql = "SELECT sha256 FROM upload_part WHERE user = ?1
                    GROUP BY sha256 ORDER BY max(at), sha256";
        self.all(sql, &[&user.to_string()], |row| Ok(row.get(0)?))
    }

    fn begun_before(&mut self, at_ms: i64) -> Stored<Vec<(String, UserId)>> {
        let sql = "SELECT sha256, user FROM upload_part
                    GROUP BY sha256, user HAVING max(at) < ?1 ORDER BY sha256, user";
        self.all(sql, &[&at_ms], |row| Ok((row.get(0)?, get(row, 1)?)))
    }

    fn part_objects(&mut self) -> Stored<Vec<String>> {
        self.all("SELECT object FROM upload_part ORDER BY object", &[], |row| Ok(row.get(0)?))
    }
}
